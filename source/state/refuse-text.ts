import {type Next, next} from './next.js';
import {withNotice} from './notice.js';
import type {State} from './state.js';

/** Says of a word that was typed after `:` that it takes no others: what follows it was meant to do something. */
export const refuseText = (state: State, word: string, rest: string): Next =>
	next(withNotice(state, 'warning', `:${word} takes nothing after it, but '${rest.trim()}' was given`));
