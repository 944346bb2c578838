import {numberOf} from '../../world/json-values.js';
import type {Entity, Fields} from '../../world/world.js';

/** The condition of a node: a kubelet that falls silent is an error to Steve, one that says that it is not ready a transition. */
export const readyCondition = ({fields}: Entity): Fields => {
	const {ready, notReady} = fields;
	const since = new Date(numberOf(fields.since) || numberOf(fields.created));
	const base = {type: 'Ready', lastTransitionTime: since.toISOString().replace(/\.\d+Z/, 'Z')};
	const flags = {error: false, transitioning: false};
	if (ready === true)
		return {
			...base,
			...flags,
			status: 'True',
			reason: 'KubeletReady',
			message: 'kubelet is posting ready status',
		};
	if (notReady)
		return {
			...base,
			...flags,
			status: 'False',
			reason: 'KubeletNotReady',
			message: notReady,
			transitioning: true,
		};
	const message = 'Kubelet stopped posting node status.';
	return {...base, ...flags, status: 'Unknown', reason: 'NodeStatusUnknown', message, error: true};
};
