import {type Next, next} from '../next.js';
import type {State} from '../state.js';
import {lastingViews, showPresent} from './present.js';

/** Whether there is a now to go back to: a recording in a file has none. */
export const isRewound = ({past}: Pick<State, 'past'>): boolean => past !== null && past.player === null;

/** Whether the view was open when the past was entered, so that going back from it leads to now. */
export const isWayOut = (state: State): boolean =>
	state.past !== null &&
	isRewound(state) &&
	state.views.length <= lastingViews(state, state.past.present).length;

/** Shows now again. */
export const leavePast = (state: State): Next => next(showPresent(state), {type: 'leave-past'});
