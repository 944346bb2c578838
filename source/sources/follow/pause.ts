import {type Clock, wait} from '../../transport/clock.js';

/** The delay before the next attempt, milliseconds; `isAsked`: the server asked for it. */
export type Delay = {
	readonly delayMs: number;
	readonly isAsked: boolean;
	/** The budget holds back refused credentials and says when they may be sent again. */
	readonly isHeld: boolean;
};

/** The wait between two attempts, which can be cut short. */
export const createPause = (clock: Clock) => {
	let current: AbortController | null = null;
	let isFirm = false;
	return {
		async begin({delayMs, isAsked}: Delay): Promise<void> {
			current = new AbortController();
			isFirm = isAsked;
			await wait(delayMs, current.signal, clock);
			current = null;
		},
		end: () => current?.abort(),
		wake() {
			if (!isFirm) current?.abort();
		},
	};
};
