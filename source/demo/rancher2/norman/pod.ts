import {isObject} from '../../../model/json-object.js';
import type {Entity, Fields} from '../../world/world.js';
import {phaseOf, unreadyMessage, unschedulableMessage} from '../fleet/pod-status.js';
import type {State} from './parts.js';

/** The state of a pod: whatever keeps it from being ready, it is `unavailable`. */
export const podState = (pod: Entity): State => {
	const unschedulable = unschedulableMessage(pod);
	const unready = unreadyMessage(pod);
	if (pod.fields.deleting === true) return {state: 'removing', transitioning: 'yes'};
	if (unschedulable !== '') return {state: 'scheduling', transitioning: 'error', message: unschedulable};
	if (unready !== '') return {state: 'unavailable', transitioning: 'yes', message: unready};
	return {state: phaseOf(pod).toLowerCase()};
};

/** A container with what its status says; the message begins with the reason. */
export const podContainer = (container: Fields, status: Fields | undefined): Fields => {
	const state = isObject(status?.state) ? status.state : {};
	const waiting = isObject(state.waiting) ? state.waiting : null;
	const word = waiting ? 'waiting' : (Object.keys(state)[0] ?? 'unknown');
	const message = waiting ? [waiting.reason, waiting.message].filter(Boolean).map(String).join(': ') : '';
	return {
		...container,
		initContainer: false,
		state: word,
		transitioning: waiting ? 'yes' : 'no',
		transitioningMessage: message,
	};
};
