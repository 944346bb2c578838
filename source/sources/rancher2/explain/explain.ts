import type {Finding, ObservedRow} from '../../../model/explanation.js';
import type {Source} from '../../../model/source.js';
import {cause, crowdFindings, hasCause, maxOthers, stateSign, withoutRepeats} from '../../explain/finding.js';
import {isUnwell, Scene} from '../../explain/scene.js';
import {workloadKinds} from '../rows/kinds.js';
import {rowFindings} from './deletion.js';
import {eventSubject, notedEvents, warningFindings} from './events.js';
import {machineReports} from './machine.js';
import {namespaceFindings, quotaFindings} from './namespace.js';
import {nodeFindings} from './node.js';
import {objectFindings} from './object.js';
import {podFindings} from './pod.js';
import {workloadFindings} from './workload.js';

/** So many pods of a workload are looked at one by one: what is wrong with the others is seldom something else. */
export const maxPods = 3;

const isKind =
	(...kinds: readonly string[]) =>
	({resource}: ObservedRow): boolean =>
		kinds.includes(resource.kind);

/** What lies under a row: its cluster and its node. */
const groundFindings = (scene: Scene, row: ObservedRow): readonly Finding[] => {
	const cluster = scene.parent(row, 'cluster');
	const node = scene.parent(row, 'node');
	return [
		...(cluster && isUnwell(cluster) ? stateSign(cluster, cause) : []),
		...(node ? nodeFindings(scene, node) : []),
	];
};

const ofPod = (scene: Scene, row: ObservedRow): readonly Finding[] => {
	const namespace = scene.parent(row, 'namespace');
	return [
		...groundFindings(scene, row),
		...(namespace && isUnwell(namespace) ? namespaceFindings(scene, namespace) : []),
		...podFindings(scene, row),
	];
};

const ofContainer = (scene: Scene, row: ObservedRow): readonly Finding[] => {
	const pod = scene.parent(row, 'pod');
	const name = row.resource.id.split('/').at(-1) ?? null;
	const found = pod ? podFindings(scene, pod, name) : [];
	return [...groundFindings(scene, row), ...(found.length > 0 ? found : rowFindings(row))];
};

const unwellBelow = (scene: Scene, ...kinds: readonly string[]): readonly ObservedRow[] =>
	scene.below.filter(isKind(...kinds)).filter(isUnwell);

/** The pods that do not work, each with what is under it. */
const podsBelow = (scene: Scene): readonly Finding[] =>
	crowdFindings(unwellBelow(scene, 'pod'), pod => ofPod(scene, pod), maxPods);

const ofWorkload = (scene: Scene, row: ObservedRow): readonly Finding[] => {
	const below = [
		...groundFindings(scene, row),
		...scene.under('node').flatMap(node => nodeFindings(scene, node)),
		...podsBelow(scene),
		...unwellBelow(scene, 'job').flatMap(job => rowFindings(job)),
	];
	const isExplained = below.some(({role, severity}) => role === 'cause' && severity !== 'ok');
	const own = workloadFindings(scene, row, isExplained);
	const isRefused = hasCause(own);
	const quota = isRefused || isExplained ? quotaFindings(scene, row) : [];
	return [...quota, ...below, ...own];
};

const ofNode = (scene: Scene, row: ObservedRow): readonly Finding[] => [
	...groundFindings(scene, row),
	...nodeFindings(scene, row),
	...crowdFindings(unwellBelow(scene, 'pod'), row => rowFindings(row)),
];

const ofNamespace = (scene: Scene, row: ObservedRow): readonly Finding[] => {
	const workloadRows = scene.below.filter(({resource}) => workloadKinds.has(resource.kind)).filter(isUnwell);
	return [
		...quotaFindings(scene, row),
		...podsBelow(scene),
		...namespaceFindings(scene, row),
		...crowdFindings(workloadRows, row => rowFindings(row)),
	];
};

const ofCluster = (scene: Scene, row: ObservedRow): readonly Finding[] => {
	const others = scene.below.filter(({resource}) => workloadKinds.has(resource.kind)).filter(isUnwell);
	return [
		...objectFindings(scene, row),
		...unwellBelow(scene, 'node')
			.slice(0, maxOthers)
			.flatMap(node => nodeFindings(scene, node)),
		...crowdFindings(others, row => rowFindings(row)),
	];
};

/** An event is explained by what it is about. */
const ofEvent = (scene: Scene, row: ObservedRow): readonly Finding[] => {
	const about = eventSubject(scene);
	const own = stateSign(row);
	if (!about) return own;
	const {kind} = about.resource;
	if (kind === 'pod') return [...ofPod(scene, about), ...own];
	if (kind === 'node') return [...nodeFindings(scene, about), ...own];
	const ofKind = workloadKinds.has(kind)
		? workloadFindings(scene, about, false)
		: objectFindings(scene, about);
	return [...ofKind, ...own];
};

const bySubject = (scene: Scene): readonly Finding[] => {
	const {subject} = scene;
	const {kind} = subject.resource;
	if (kind === 'pod') return ofPod(scene, subject);
	if (kind === 'container') return ofContainer(scene, subject);
	if (workloadKinds.has(kind)) return ofWorkload(scene, subject);
	if (kind === 'node') return ofNode(scene, subject);
	if (kind === 'event') return ofEvent(scene, subject);
	if (kind === 'namespace') return ofNamespace(scene, subject);
	if (kind === 'cluster' || kind === 'project') return ofCluster(scene, subject);
	return [...groundFindings(scene, subject), ...objectFindings(scene, subject)];
};

/** What the server warned of, without the words that other findings quote already. */
const warnings = (scene: Scene, found: readonly Finding[]): readonly Finding[] => {
	const quoted = new Set(found.flatMap(({quotes}) => quotes));
	return scene.answered('events').flatMap(key => {
		const row = scene.row(key);
		if (!row) return [];
		return warningFindings(scene, row.resource).map(one => ({
			...one,
			quotes: one.quotes.filter(quote => !quoted.has(quote)),
		}));
	});
};

/** Why a row of Rancher 2 is unhealthy: what is under it first, then what is in it, then what it says itself. */
export const explain: NonNullable<Source['explain']> = async (surroundings, evidence) => {
	const scene = new Scene(surroundings, evidence);
	const found = bySubject(scene);
	const findings = withoutRepeats([...found, ...warnings(scene, found)]);
	return {findings, machines: machineReports(scene), events: notedEvents(scene)};
};
