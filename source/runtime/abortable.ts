import {reasonOf} from '../model/errors.js';
import type {Message} from '../state/message.js';

/** Sends a request; resolves to the message with its answer. */
type Ask = (signal: AbortSignal) => Promise<Message>;
type Failed = (error: string) => Message;

/** Sends requests with an abort signal for each id, and answers unless that was aborted. */
export const createAbortableRequests = (answer: (message: Message) => void) => {
	const everything = new AbortController();
	const open = new Map<number, AbortController>();

	const send = async (ask: Ask, failed: Failed, signal = everything.signal): Promise<void> => {
		const message = await ask(signal).catch((error: unknown) => failed(reasonOf(error)));
		if (!signal.aborted) answer(message);
	};

	const abort = (id: number): void => {
		open.get(id)?.abort();
		open.delete(id);
	};

	return {
		send,
		abort,
		async ask(id: number, ask: Ask, failed: Failed): Promise<void> {
			abort(id);
			const own = new AbortController();
			open.set(id, own);
			await send(ask, failed, own.signal);
			if (open.get(id) === own) open.delete(id);
		},
		abortAll(): void {
			everything.abort();
			for (const id of [...open.keys()]) abort(id);
		},
	};
};

/** How requests are sent: `ask` aborts an earlier one with the same id. */
export type Sending = Pick<ReturnType<typeof createAbortableRequests>, 'send' | 'ask'>;
