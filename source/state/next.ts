import type {Effect} from './effect.js';
import type {State} from './state.js';

/** What a message leads to: the next state (the same object if nothing changed) and what is to be done. */
export type Next = {readonly state: State; readonly effects: readonly Effect[]};

/** Does something to the state; what a key or a typed command stands for. */
export type Step = (state: State) => Next;

/** A next state, with what is to be done, if anything. */
export const next = (state: State, ...effects: readonly Effect[]): Next => ({state, effects});
