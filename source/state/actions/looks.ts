import type {Action, Verb} from '../../model/action.js';
import {refuseLook} from '../keys/refusals.js';
import {openEvents} from '../look.js';
import {type Next, next, type Step} from '../next.js';
import {withNotice} from '../notice.js';
import {openLogs} from '../pages/open-logs.js';
import {openStats} from '../pages/stats.js';
import type {State} from '../state.js';

const looks: Partial<Readonly<Record<Verb, Step>>> = {
	logs: openLogs,
	stats: openStats,
	events: openEvents,
};

/** Whether an action changes nothing, so that it is allowed in read-only mode. */
export const isLook = ({verb}: Action): boolean => verb !== null && looks[verb] !== undefined;

/** Shows what such an action shows, or says why that is not there. */
export const takeLook = (state: State, {verb}: Action): Next => {
	const reason = refuseLook(state, verb === 'logs' || verb === 'stats' ? verb : null);
	const show = verb === null ? undefined : looks[verb];
	if (reason !== null) return next(withNotice(state, 'warning', reason));
	return show ? show(state) : next(state);
};
