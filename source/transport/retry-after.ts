import {ServerError} from '../model/errors.js';
import {answerText} from './errors.js';

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

// A proxy that is wrong about the time must not stop us for a day.
const maxMs = 60_000;

const timeIn = (value: Headers[string]): number | null => {
	const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
	return Number.isNaN(time) ? null : time;
};

/**
 * How long an answer asks to be left alone by its `Retry-After`, seconds or a date (RFC 9110, 10.2.3), in milliseconds:
 * at most a minute; 0 where it does not ask. A date counts from the server's own `Date`, as clocks differ.
 *
 * @param headers by their names in lower case
 * @param now epoch milliseconds
 */
export const retryAfterIn = (status: number, headers: Headers, now: number): number => {
	const value = headers['retry-after'];
	if ((status !== 429 && status !== 503) || typeof value !== 'string') return 0;
	const time = timeIn(value);
	const isSeconds = /^\s*\d+\s*$/.test(value);
	const delayMs = isSeconds ? Number(value) * 1000 : time === null ? 0 : time - (timeIn(headers.date) ?? now);
	return Math.min(Math.max(delayMs, 0), maxMs);
};

/** What was asked, and what came back. */
type Answer = {
	readonly attempted: string;
	/** A URL without secrets. */
	readonly target: string;
	readonly status: number;
	readonly headers: Headers;
	readonly text: () => string | Promise<string>;
};

/** The cause of the error for an answer that asks to be left alone: its body, for those who know the server's words. */
export class BusyAnswer extends Error {
	override readonly name = 'BusyAnswer';
	readonly body: string;

	constructor(body: string) {
		super('the server asks to be left alone');
		this.body = body;
	}
}

/**
 * Throws a `ServerError` that knows for how long, with a `BusyAnswer` as its cause, where an answer asks that the server be
 * left alone.
 */
export const throwIfBusy = async ({attempted, target, status, headers, text}: Answer): Promise<void> => {
	const retryAfterMs = retryAfterIn(status, headers, Date.now());
	if (retryAfterMs === 0) return;
	const body = await text();
	const account = {attempted, target, answer: answerText(status, body)};
	throw new ServerError(account, status, '', new BusyAnswer(body), retryAfterMs);
};
