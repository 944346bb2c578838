import type {Finding, ObservedRow} from '../../../model/explanation.js';
import type {JsonObject} from '../../../model/json-object.js';
import {cause, messageOf, sign, titleOf} from '../../explain/finding.js';
import {isUnwell, type Scene} from '../../explain/scene.js';
import {mapOf, mapsOf, textOf, timeOf} from '../../requests/json-fields.js';
import {isDone, stateWord} from '../rows/container-state.js';
import {
	conditionOf,
	isUnready,
	isUnschedulable,
	type PodFacts,
	podHealth,
	podReason,
	podSince,
} from '../rows/pod-state.js';
import {podFacts} from '../steve/rows/pod.js';
import {claimFindings} from './claims.js';
import {containerFindings} from './container.js';
import {deletionFindings, isDoomed, rowFindings} from './deletion.js';
import {type EventFacts, eventsOf} from './events.js';

// What a pod's word says where nothing else is known of it.
const words: ReadonlyMap<string, string> = new Map([
	['imagepullbackoff', 'cannot pull an image'],
	['errimagepull', 'cannot pull an image'],
	['errimageneverpull', 'cannot pull an image'],
	['invalidimagename', 'has an image name that is not valid'],
	['crashloopbackoff', 'has a container that ends over and over'],
	['oomkilled', 'was killed for using too much memory'],
	['evicted', 'was evicted from its node'],
	['createcontainerconfigerror', 'has a container that cannot be configured'],
	['createcontainererror', 'has a container that cannot be created'],
	['runcontainererror', 'has a container that cannot be started'],
]);

/** What the row of a pod alone says. */
const wordFindings = (row: ObservedRow): readonly Finding[] => {
	const {resource, since} = row;
	const {state, health, message} = resource;
	const quotes = messageOf(row);
	const word = words.get(state.toLowerCase().replace(/^init:/, ''));
	if (word !== undefined) return [cause(resource, `${titleOf(resource)} ${word}`, {since, quotes})];
	if (state === 'pending' && health === 'error' && message !== null)
		return [cause(resource, `no node takes ${titleOf(resource)}`, {since, quotes})];
	return rowFindings(row, health === 'error' ? cause : sign);
};

const schedulingFindings = (
	scene: Scene,
	{resource}: ObservedRow,
	object: JsonObject,
): readonly Finding[] => {
	const status = mapOf(object, 'status');
	const scheduled = conditionOf(status, 'PodScheduled') ?? {};
	const since = timeOf(scheduled, 'lastTransitionTime');
	const quotes = [textOf(scheduled, 'message') ?? ''];
	return [
		...claimFindings(scene, resource, object),
		cause(resource, `no node takes ${titleOf(resource)}`, {since, quotes}),
	];
};

const evictionFindings = ({resource, since}: ObservedRow, status: JsonObject): readonly Finding[] => {
	const reason = textOf(status, 'reason');
	if (reason === null || status.phase !== 'Failed') return [];
	const at = timeOf(conditionOf(status, 'DisruptionTarget') ?? {}, 'lastTransitionTime') ?? since;
	const text = reason === 'Evicted' ? 'was evicted from its node' : `failed: ${reason}`;
	return [
		cause(resource, `${titleOf(resource)} ${text}`, {since: at, quotes: [textOf(status, 'message') ?? '']}),
	];
};

const specOf = (object: JsonObject, name: string): JsonObject => {
	const spec = mapOf(object, 'spec');
	const all = [...mapsOf(spec, 'containers'), ...mapsOf(spec, 'initContainers')];
	return all.find(each => each.name === name) ?? {};
};

// The main containers wait for the init containers, which say why.
const speaking = ({containers}: PodFacts): PodFacts['containers'] => {
	const initial = containers.filter(
		({role, status, isSidecar}) =>
			role === 'init' && !isDone(status) && !(isSidecar && status.started === true),
	);
	return initial.length > 0 ? initial.slice(0, 1) : containers.filter(({role}) => role !== 'ephemeral');
};

/** What the object of a pod says; `only`: of one of its containers. */
const objectFindings = (
	scene: Scene,
	row: ObservedRow,
	object: JsonObject,
	only: string | null,
): readonly Finding[] => {
	const facts = podFacts(object);
	const {status} = facts;
	if (isDoomed(object)) return deletionFindings(scene, row, object);
	if (isUnschedulable(status)) return schedulingFindings(scene, row, object);
	const evicted = evictionFindings(row, status);
	if (evicted.length > 0) return evicted;
	const since = podSince(status) ?? row.since;
	const said = only === null ? speaking(facts) : facts.containers.filter(({name}) => name === only);
	const of = {row: row.resource, since, events: eventsOf(scene, row.resource.key)};
	return said.flatMap(container =>
		containerFindings({...of, container, spec: specOf(object, container.name)}, scene.now),
	);
};

// Events that say why a container does not begin, where its status does not.
const eventTexts: ReadonlyMap<string, string> = new Map([
	['FailedMount', 'a volume of # cannot be mounted'],
	['FailedAttachVolume', 'a volume of # cannot be attached'],
	['FailedCreatePodSandBox', 'the sandbox of # cannot be created'],
	['NetworkNotReady', 'the network of # is not ready'],
]);

const beginningFindings = ({resource}: ObservedRow, events: readonly EventFacts[]): readonly Finding[] => {
	const title = titleOf(resource);
	const why = events.find(({reason}) => eventTexts.has(reason));
	if (why !== undefined) {
		const text = eventTexts.get(why.reason)?.replace('#', () => title) ?? '';
		return [cause(resource, text, {since: why.first, quotes: [why.message]})];
	}

	const [newest] = events;
	if (newest?.reason !== 'Pulling') return [];
	const details = {severity: 'transitioning', since: newest.last, quotes: [newest.message]} as const;
	return [sign(resource, `an image of ${title} is being pulled`, details)];
};

const livenessFindings = ({resource}: ObservedRow, events: readonly EventFacts[]): readonly Finding[] => {
	const failed = events.find(({reason, message}) => reason === 'Unhealthy' && message.startsWith('Liveness'));
	if (failed === undefined) return [];
	const text = `a liveness probe of ${titleOf(resource)} fails`;
	return [cause(resource, text, {since: failed.last, quotes: [failed.message]})];
};

/** The object of a pod, unless its row has become better or worse since. */
const currentObject = (scene: Scene, {resource}: ObservedRow): JsonObject | null => {
	const object = scene.answer(resource.key, 'object');
	if (object === null || isDoomed(object)) return object;
	const facts = podFacts(object);
	const {status} = facts;
	const state = stateWord(podReason(facts) ?? '');
	const signs = {state, error: isUnschedulable(status), transitioning: isUnready(status), deleting: false};
	return podHealth(signs, facts) === resource.health ? object : null;
};

/**
 * What is wrong with a pod, by its object and events where they are known, else by its row; `only`: with one of its
 * containers.
 */
export const podFindings = (
	scene: Scene,
	row: ObservedRow,
	only: string | null = null,
): readonly Finding[] => {
	const object = currentObject(scene, row);
	const found = object === null ? [] : objectFindings(scene, row, object, only);
	if (!isUnwell(row) || (object !== null && isDoomed(object))) return found;
	const events = eventsOf(scene, row.resource.key);
	const isKnown = found.some(({role}) => role === 'cause');
	const more = isKnown ? livenessFindings(row, events) : beginningFindings(row, events);
	const all = [...more, ...found];
	return all.length > 0 ? all : wordFindings(row);
};
