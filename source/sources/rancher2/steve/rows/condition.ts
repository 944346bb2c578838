import {mapOf, textOf} from '../../../requests/json-fields.js';
import {stateWord} from '../../rows/container-state.js';
import {
	isUnready,
	type PodFacts,
	podCause,
	conditionOf as podCondition,
	podHealth,
} from '../../rows/pod-state.js';
import {type Condition, healthOf, jobState, judge, type ReportedState} from '../../rows/states.js';
import type {SteveObject} from '../wire/frames.js';
import {heldBy, remainsOf} from './held.js';
import {podFacts} from './pod.js';
import {summaryOf} from './summary.js';

// Reasons of events are not states: their type says how bad they are, and their message is what they are for.
const eventCondition = (object: SteveObject): Condition => ({
	state: textOf(object, 'reason') ?? String(object._type ?? ''),
	health: object._type === 'Warning' ? 'warning' : 'ok',
	transitioning: 'no',
	message: textOf(object, 'message') ?? textOf(object, 'note'),
});

// A pod that failed as a whole says why in its status alone.
const ofPod = (reported: ReportedState, pod: PodFacts): Condition => {
	const reason = pod.status.phase === 'Failed' ? textOf(pod.status, 'reason') : null;
	const state = reason === null ? reported.state : stateWord(reason);
	// The server says nothing else about a pod whose node is lost.
	const unready = isUnready(pod.status) ? 'not ready' : null;
	const message = podCause(pod)?.text ?? reported.message ?? unready;
	return judge({...reported, state, message}, podHealth(reported, pod));
};

const going = /^(?:removing|terminating|deleting|uninstalling)$/;

/** An object being deleted names what holds it. */
const ofDoomed = (reported: ReportedState, object: SteveObject, kind: string): ReportedState => {
	const status = mapOf(object, 'status');
	const evicted = kind === 'pod' ? (podCondition(status, 'DisruptionTarget') ?? {}) : {};
	const own = kind === 'pod' ? textOf(evicted, 'message') : reported.message;
	const remains = kind === 'namespace' ? remainsOf(object) : null;
	return {
		...reported,
		state: going.test(reported.state) ? reported.state : 'terminating',
		message: heldBy(mapOf(object, 'metadata')) ?? remains ?? own,
	};
};

/**
 * What a person paused is shown as paused unless it fails: the server reports the state of its pods
 * (rancher/dashboard models/workload.js).
 */
const onHold = (reported: ReportedState, object: SteveObject, kind: string): ReportedState => {
	const spec = mapOf(object, 'spec');
	if (kind === 'deployment' && spec.paused === true && healthOf(reported) !== 'error')
		return {...reported, state: 'paused', transitioning: false};
	return kind === 'cronjob' && spec.suspend === true
		? {...reported, state: 'suspended', transitioning: false}
		: reported;
};

/** The condition of an object. Never throws: fields of a wrong type count as missing. */
export const conditionOf = (object: SteveObject, kind: string): Condition => {
	if (kind === 'event') return eventCondition(object);
	const pod = kind === 'pod' ? podFacts(object) : null;
	const reported = summaryOf(object, kind, pod);
	if (reported.deleting) return judge(ofDoomed(reported, object, kind));
	if (pod !== null) return ofPod(reported, pod);
	const state = kind === 'job' ? jobState(reported.state, mapOf(object, 'status')) : reported.state;
	return judge(onHold({...reported, state}, object, kind));
};
