import type {Message} from '../state/message.js';
import type {State} from '../state/state.js';

/** What the views need of the runtime's store. */
export type Store = {
	readonly getState: () => State;
	/** Takes a message; keys are answered by a notification at once, anything else by one a frame at most. */
	readonly dispatch: (message: Message) => void;
	/** Calls `listener` whenever there is a new state to paint; the answer ends that. */
	readonly subscribe: (listener: () => void) => () => void;
};
