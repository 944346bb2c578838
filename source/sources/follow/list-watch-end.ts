import {
	isAnswer,
	isFatal,
	messageOf,
	retryAfterOf,
	ServerError,
	StartingError,
	UnreachableError,
} from '../../model/errors.js';
import type {SourceEvent, SourceStatus} from '../../model/source.js';

type StatusEvent = Extract<SourceEvent, {type: 'status'}>;

/** Why a list-watch is over. `ended`: the server closed the stream in its usual way. */
export type ListWatchEnd =
	| {readonly type: 'aborted' | 'ended' | 'renewed'}
	/**
	 * `listed`: everything was listed, but changes cannot be followed. `answered`: the server does answer, with an
	 * error. `starting`: it is not ready yet. `retryAfterMs`: how long the server asks us to wait, or 0.
	 */
	| {
			readonly type: 'broken' | 'refused';
			readonly error: unknown;
			readonly message: string;
			readonly listed: boolean;
			readonly answered: boolean;
			readonly starting: boolean;
			readonly retryAfterMs: number;
	  };

/** The end of a list-watch by an error. */
export const brokenBy = (error: unknown, listed: boolean): ListWatchEnd => ({
	type: isFatal(error) ? 'refused' : 'broken',
	error,
	message: messageOf(error),
	listed,
	answered: isAnswer(error),
	starting: error instanceof StartingError,
	retryAfterMs: retryAfterOf(error),
});

/** The error of a stream from which nothing was heard for `silenceMs`. */
export const silenceOf = (
	{source, scope}: {readonly source: string; readonly scope: string},
	silenceMs: number,
): UnreachableError =>
	new UnreachableError({
		attempted: 'Cannot follow changes',
		target: scope === '' ? source : `${source}, ${scope}`,
		answer: `nothing was heard for ${silenceMs / 1000} s`,
	});

/** The reason, as a sentence for the screen. */
export const wordsFor = (end: ListWatchEnd): string =>
	'message' in end ? end.message : 'the server ended the stream; connecting again';

/** Maximum delay between attempts on a server that is starting, milliseconds: it is ready within seconds. */
const startingMs = 2000;

/** True where the server is not ready yet. */
export const isStarting = (end: ListWatchEnd): boolean => 'starting' in end && end.starting;

/** Milliseconds until the next attempt; `usualMs` is the delay of the scope's own backoff. */
export const delayAfter = (end: ListWatchEnd, usualMs: number, refusedMs: number): number => {
	if (end.type === 'refused') return refusedMs;
	const delayMs = isStarting(end) ? Math.min(usualMs, startingMs) : usualMs;
	return Math.max(delayMs, 'retryAfterMs' in end ? end.retryAfterMs : 0);
};

/** The status until the next try. */
export const statusAfter = ({type}: ListWatchEnd): SourceStatus =>
	type === 'refused' ? 'refused' : 'retrying';

/** Further fields of the status event. */
export const factsOf = (end: ListWatchEnd): Pick<StatusEvent, 'listed' | 'answered'> => ({
	...('listed' in end && end.listed && {listed: true}),
	...('answered' in end && end.answered && {answered: true}),
});

/** The failure of the server as a whole that this end indicates, or null. */
export const failureIn = (end: ListWatchEnd): Error | null => {
	if (end.type === 'ended') return new Error(wordsFor(end));
	if (end.type !== 'broken' || end.listed || end.starting) return null;
	const {error, retryAfterMs} = end;
	if (error instanceof UnreachableError) return error;
	return error instanceof ServerError && (error.status >= 500 || retryAfterMs > 0) ? error : null;
};
