import type {Message} from '../state/message.js';
import type {State} from '../state/state.js';

/** What the views need of the runtime's store. */
export type Store = {
	readonly getState: () => State;
	/** Dispatches a message. Notifies at once after a key, otherwise at most once a frame. */
	readonly dispatch: (message: Message) => void;
	/** Calls `listener` whenever there is a new state to paint; returns what ends that. */
	readonly subscribe: (listener: () => void) => () => void;
};
