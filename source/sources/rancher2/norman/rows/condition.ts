import {mapOf, mapsOf, textOf} from '../../../requests/json-fields.js';
import {type PodFacts, podCause, podHealth, podReason} from '../../rows/pod-state.js';
import {type Condition, healthOf, jobState, judge, type ReportedState} from '../../rows/states.js';
import type {NormanObject} from '../wire/frames.js';
import {podFacts} from './pod.js';

/** The API calls every pod that is not ready `unavailable`, whether it starts or fails: its containers say which. */
const ofPod = (reported: ReportedState, pod: PodFacts): Condition => {
	const reason = podReason(pod);
	const health = podHealth({...reported, state: reason ?? reported.state}, pod);
	const cause = podCause(pod);
	// Without a message the reason is all there is to say.
	const waits = reason === null || reason === pod.status.phase ? null : reason;
	const words = cause === null ? [waits, reported.message] : [cause.reason, cause.text];
	return judge({...reported, message: words.filter(Boolean).join(': ') || null}, health);
};

const pressure = /^node\.kubernetes\.io\/(?:.+-pressure|network-unavailable)$/;

/** A node that takes no more pods for want of a resource is `active` to the API; only its taints show it. */
const ofNode = (reported: ReportedState, object: NormanObject): Condition => {
	const condition = judge(reported);
	const taints = mapsOf(object, 'taints').flatMap(taint => textOf(taint, 'key') ?? []);
	const short = taints.filter(key => pressure.test(key));
	if (condition.health !== 'ok' || short.length === 0) return condition;
	return {...condition, health: 'warning', message: `tainted: ${short.join(', ')}`};
};

/** A roll-out that is stuck or refused stays `updating` in the API; only its conditions show it. */
const ofDeployment = (reported: ReportedState, object: NormanObject): Condition => {
	const trouble = mapsOf(mapOf(object, 'deploymentStatus'), 'conditions').find(
		({type, status}) =>
			(type === 'ReplicaFailure' && status === 'True') || (type === 'Progressing' && status === 'False'),
	);
	const seen = trouble
		? {...reported, error: true, message: textOf(trouble, 'message') ?? reported.message}
		: reported;
	const isHeld = object.paused === true && healthOf(seen) !== 'error';
	return judge(isHeld ? {...seen, state: 'paused', transitioning: false} : seen);
};

/** The condition of a resource. Never throws: fields of a wrong type count as missing. */
export const conditionOf = (object: NormanObject, kind: string): Condition => {
	const state = textOf(object, 'state') ?? '';
	const deleting = textOf(object, 'removed') !== null || state === 'removing';
	const reported: ReportedState = {
		state: deleting ? 'removing' : state,
		// A text, not a flag.
		error: object.transitioning === 'error',
		transitioning: object.transitioning === 'yes',
		deleting,
		message: textOf(object, 'transitioningMessage'),
	};
	if (deleting) return judge(reported);
	if (kind === 'pod') return ofPod(reported, podFacts(object));
	if (kind === 'node') return ofNode(reported, object);
	if (kind === 'job') return judge({...reported, state: jobState(state, mapOf(object, 'jobStatus'))});
	if (kind === 'deployment') return ofDeployment(reported, object);
	const isSuspended = kind === 'cronjob' && mapOf(object, 'cronJobConfig').suspend === true;
	return judge(isSuspended ? {...reported, state: 'suspended', transitioning: false} : reported);
};
