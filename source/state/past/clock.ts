import type {State} from '../state.js';

/** The time of the last message, epoch milliseconds; `now` is the time that is shown. */
export const clockOf = ({past, now}: Pick<State, 'past' | 'now'>): number => past?.present.now ?? now;
