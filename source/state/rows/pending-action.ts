import type {Resource} from '../../model/resource.js';
import type {PendingAction} from './row.js';

/** Ends an accepted action whose resource went through a transition and settled again. */
const settle = (action: PendingAction, resource: Resource, at: number): PendingAction => {
	if (action.phase !== 'accepted' || !action.moved || resource.transitioning === 'yes') return action;
	if (resource.transitioning === 'no' || action.ends)
		return {...action, phase: 'done', message: null, endedAt: at};
	return {...action, phase: 'failed', message: resource.message ?? resource.state, endedAt: at};
};

/** The action after its resource was reported again; `settles`: after the server had accepted it. */
export const afterChange = (
	action: PendingAction,
	before: Resource,
	after: Resource,
	{at, settles}: {readonly at: number; readonly settles: boolean},
): PendingAction => {
	if (action.endedAt !== null) return action;
	const moves =
		settles ||
		after.transitioning === 'yes' ||
		after.transitioning !== before.transitioning ||
		// A paused or cordoned row is known by offering the opposite action.
		after.actions !== before.actions ||
		after.state !== before.state;
	return settle(moves && !action.moved ? {...action, moved: true} : action, after, at);
};

/** The action after its resource was removed, which only some actions are about. */
export const afterRemoval = (action: PendingAction, at: number): PendingAction =>
	action.endedAt === null
		? {...action, phase: action.removes ? 'done' : 'gone', message: null, endedAt: at}
		: action;

/** The action to show when `next` replaces `present`: the stream may have been faster than the server's answer. */
export const afterAnswer = (
	present: PendingAction | null,
	next: PendingAction,
	resource: Resource,
	at: number,
): PendingAction => {
	if (present?.id !== next.id) return settle(next, resource, at);
	if (present.endedAt !== null && next.phase === 'accepted') return present;
	return settle({...next, moved: next.moved || present.moved}, resource, at);
};
