import {AccountedError, LateError, UsageError} from '../model/errors.js';
import {unreachable} from './errors.js';

/** What must be over in time. */
type Deadline = {
	readonly attempted: string;
	/** For messages: a URL without secrets. */
	readonly target: string;
	readonly timeoutMs: number;
	/** The caller's own. */
	readonly signal: AbortSignal | undefined;
	/** Whether the other side ever answered; it did, if omitted. */
	readonly hasAnswered?: () => boolean;
};

/** What the work gets. */
export type DeadlineControls = {
	/** Aborted when the time is over or the caller aborts. */
	readonly signal: AbortSignal;
	/** The work is over: takes off the clock and the listener. */
	readonly finish: () => void;
	/** No time limit any more; the caller's abort still counts. */
	readonly stopClock: () => void;
};

/**
 * Does work under a time limit and the caller's signal. The work calls `finish` when it succeeds. Rejects with
 * the caller's reason when that aborted, else with `LateError`, `UnreachableError`, or our own error that the work threw.
 */
export const withDeadline = async <Result>(
	{attempted, target, timeoutMs, signal: outer, hasAnswered}: Deadline,
	work: (controls: DeadlineControls) => Promise<Result>,
): Promise<Result> => {
	outer?.throwIfAborted();
	const controller = new AbortController();
	let late = false;
	const timer = setTimeout(() => {
		late = true;
		controller.abort();
	}, timeoutMs);
	const abort = () => controller.abort(outer?.reason);
	outer?.addEventListener('abort', abort, {once: true});
	const stopClock = () => clearTimeout(timer);
	const finish = () => {
		stopClock();
		outer?.removeEventListener('abort', abort);
	};

	try {
		return await work({signal: controller.signal, finish, stopClock});
	} catch (error) {
		finish();
		if (outer?.aborted) throw outer.reason;
		if (late) {
			const answer = `no answer within ${timeoutMs / 1000} s`;
			throw new LateError({attempted, target, answer, advice: 'check that the server is well'}, error);
		}

		if (error instanceof AccountedError || error instanceof UsageError) throw error;
		throw unreachable(attempted, target, error, hasAnswered?.());
	}
};
