import {type Next, next} from '../next.js';
import type {State} from '../state.js';
import {showPresent} from './present.js';

/** Whether there is a now to go back to: a recording in a file has none. */
export const isRewound = ({past}: Pick<State, 'past'>): boolean => past !== null && past.player === null;

/** Shows now again. */
export const leavePast = (state: State): Next => next(showPresent(state), {type: 'leave-past'});
