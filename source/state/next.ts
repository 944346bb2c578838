import type {Effect} from './effect.js';
import type {State} from './state.js';

/** The result of a message: the next state (the same object if nothing changed) and the effects to perform. */
export type Next = {readonly state: State; readonly effects: readonly Effect[]};

/** What a command does to the state. `nth`: which of its keys was pressed, from 0. */
export type Step = (state: State, nth?: number) => Next;

/** The next state, with effects if any. */
export const next = (state: State, ...effects: readonly Effect[]): Next => ({state, effects});
