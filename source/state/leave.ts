import {openForwards} from './forwards.js';
import {type Next, next} from './next.js';
import {clockOf} from './past/clock.js';
import type {State} from './state.js';

/** Ends the program. `interrupted`: by ctrl-c. */
export const leaveProgram = (state: State, interrupted = false): Next =>
	next(state, {type: 'exit', interrupted});

/** Asks whether to end the program. */
export const askToLeave = (state: State): Next =>
	next({...state, dialog: {type: 'quit', yes: openForwards(state).length === 0, openedAt: clockOf(state)}});

/** Ends the program; asks first where something ends with it that nobody sees. */
export const leaveOrAsk = (state: State): Next =>
	openForwards(state).length > 0 && state.dialog?.type !== 'quit' ? askToLeave(state) : leaveProgram(state);
