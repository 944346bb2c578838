import {UnreachableError} from '../../model/errors.js';
import type {Socket} from '../../transport/websocket.js';

/** A websocket to try. */
type Trial = {
	readonly open: (onFrame: () => void, signal: AbortSignal) => Promise<Socket>;
	/** Sent once it is open; null where the server speaks first. */
	readonly greeting: string | null;
	/** For errors. */
	readonly target: string;
	readonly signal: AbortSignal;
};

/**
 * Opens a websocket, waits for its first frame and closes it. Resolves with how long that took, milliseconds; rejects as
 * `open`, with `UnreachableError` where it ends before that, and with the signal's reason.
 */
export const awaitFirstFrame = async ({open, greeting, target, signal}: Trial): Promise<number> => {
	signal.throwIfAborted();
	const begunAt = performance.now();
	const over = new AbortController();
	let hear: () => void = () => undefined;
	const heard = new Promise<void>(resolve => {
		hear = resolve;
	});
	try {
		const socket = await open(hear, AbortSignal.any([signal, over.signal]));
		if (greeting !== null) void socket.send(greeting);
		const ended = socket.ended.then(({detail}) => {
			throw new UnreachableError({
				attempted: 'Cannot follow changes',
				target,
				answer: `the websocket opened, but ${detail} before the first frame`,
				advice: 'check that proxies in between let websockets through',
			});
		});
		const aborted = new Promise<never>((_resolve, reject) => {
			signal.addEventListener('abort', () => reject(signal.reason), {once: true, signal: over.signal});
		});
		await Promise.race([heard, ended, aborted]);
		return Math.round(performance.now() - begunAt);
	} finally {
		over.abort();
	}
};
