import type {Evidence, ObservedRow, Surroundings} from '../../../model/explanation.js';
import {isObject, type JsonObject} from '../../../model/json-object.js';
import type {Resource} from '../../../model/resource.js';
import {titleOf} from '../../explain/finding.js';
import {answerTitle, askAll, maxAnswers, type Question} from '../../explain/gather.js';
import {isUnwell, Scene} from '../../explain/scene.js';
import {mapOf, textOf} from '../../requests/json-fields.js';
import {isOf, workloadKinds} from '../rows/kinds.js';
import {clustersScope} from '../rows/scope.js';
import type {Wanted} from '../wire/wanted.js';
import {claimsOf} from './claims.js';
import {eventSubject} from './events.js';
import {maxPods} from './explain.js';

/** How the server is asked. Both reject with errors made for people. */
export type Asked = {
	readonly object: (resource: Resource, signal: AbortSignal) => Promise<JsonObject>;
	readonly find: (of: Resource, wanted: Wanted, signal: AbortSignal) => Promise<readonly JsonObject[]>;
};

/** Reads each object once, whatever it is needed for. */
const createReader = ({object}: Asked) => {
	const read = new Map<string, Promise<JsonObject>>();
	return (resource: Resource, signal: AbortSignal): Promise<JsonObject> => {
		const known = read.get(resource.key) ?? object(resource, signal);
		read.set(resource.key, known);
		return known;
	};
};

type Ask = Asked & {readonly read: Asked['object']; readonly subject: Resource};

const objectOf = ({read, subject}: Ask, resource: Resource): Question => ({
	title: answerTitle('object', resource, subject),
	about: resource.key,
	what: 'object',
	ask: signal => read(resource, signal),
});

// Steve takes a filter by uid alone (test/fixtures/rancher2/more/list-events-of-a-pod-by-uid.http).
const eventsOf = ({read, find, subject}: Ask, resource: Resource): Question => ({
	title: answerTitle('events', resource, subject),
	about: resource.key,
	what: 'events',
	async ask(signal) {
		const metadata = mapOf(await read(resource, signal), 'metadata');
		const uid = textOf(metadata, 'uid');
		if (uid === null) throw new Error(`${titleOf(resource)} has no uid to find its events by`);
		const where = {field: 'involvedObject.uid', value: uid};
		const attempted = `Cannot list the events of ${titleOf(resource)}`;
		return find(
			resource,
			{kind: 'event', namespace: textOf(metadata, 'namespace'), where, attempted},
			signal,
		);
	},
});

const namespaceOf = ({kind, id}: Resource): string => (kind === 'namespace' ? id : (id.split('/')[0] ?? ''));

const quotasOf = ({find}: Ask, resource: Resource): Question => {
	const namespace = namespaceOf(resource);
	return {
		title: `quotas of namespace ${namespace}`,
		about: resource.key,
		what: 'quotas',
		ask: signal =>
			find(
				resource,
				{kind: 'resourcequota', namespace, attempted: `Cannot list the quotas of ${namespace}`},
				signal,
			),
	};
};

const podsIn = (scene: Scene): readonly ObservedRow[] =>
	scene.below.filter(row => row.resource.kind === 'pod' && isUnwell(row)).slice(0, maxPods);

const groundOf = (scene: Scene, rows: readonly ObservedRow[]): readonly Resource[] => {
	const nodes = rows.flatMap(row => {
		const node = scene.parent(row, 'node');
		return node && isUnwell(node) ? [node.resource] : [];
	});
	return [...new Set(nodes)].slice(0, 2);
};

/** What is asked first: the row itself, what blocks it, and what is under that. */
const firstQuestions = (scene: Scene, ask: Ask): readonly Question[] => {
	const {subject} = scene;
	const {resource} = subject;
	const {kind} = resource;
	// Clusters and projects are objects of the management server, where no events are kept about them.
	const both = (one: Resource): readonly Question[] =>
		isOf(clustersScope, one.kind) ? [objectOf(ask, one)] : [objectOf(ask, one), eventsOf(ask, one)];
	if (kind === 'container') {
		const pod = scene.parent(subject, 'pod');
		return pod ? [...both(pod.resource), ...groundOf(scene, [pod]).map(node => objectOf(ask, node))] : [];
	}

	if (kind === 'event') {
		const about = eventSubject(scene);
		return about ? both(about.resource) : [];
	}

	if (kind === 'pod')
		return [...both(resource), ...groundOf(scene, [subject]).map(one => objectOf(ask, one))];
	const pods = workloadKinds.has(kind) || kind === 'namespace' ? podsIn(scene) : [];
	const quotas = kind === 'namespace' ? [quotasOf(ask, resource)] : [];
	return [
		...both(resource),
		...quotas,
		...pods.flatMap(pod => both(pod.resource)),
		...groundOf(scene, pods).map(node => objectOf(ask, node)),
	];
};

const isRefused = (evidence: readonly Evidence[]): boolean =>
	evidence.some(({answer}) => /exceeded quota/.test(JSON.stringify(answer) ?? ''));

/** What the first answers make worth asking: the volumes that a pod waits for, the quota that is in the way. */
const laterQuestions = (scene: Scene, ask: Ask, evidence: readonly Evidence[]): readonly Question[] => {
	const {resource} = scene.subject;
	const claims = evidence.flatMap(({about, what, answer}) => {
		const pod = scene.row(about)?.resource;
		return what === 'object' && pod?.kind === 'pod' && isObject(answer) ? claimsOf(pod, answer) : [];
	});
	const isWorkload = workloadKinds.has(resource.kind);
	return [
		...(isWorkload && isRefused(evidence) ? [quotasOf(ask, resource)] : []),
		...claims.map(claim => objectOf(ask, claim)),
	];
};

/** Asks the server for what explains a row, at most ten things. Rejects only with a fault of rwatch itself. */
export const gather = async (
	asked: Asked,
	surroundings: Surroundings,
	emit: (evidence: Evidence) => void,
	signal: AbortSignal,
): Promise<void> => {
	const scene = new Scene(surroundings);
	const ask: Ask = {...asked, read: createReader(asked), subject: scene.subject.resource};
	const first = await askAll(firstQuestions(scene, ask), maxAnswers, emit, signal);
	await askAll(laterQuestions(scene, ask, first), maxAnswers - first.length, emit, signal);
};
