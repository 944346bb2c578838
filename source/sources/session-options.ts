import {isAnswer, isFatal, messageOf, retryAfterOf, StartingError} from '../model/errors.ts';
import type {SourceEvent} from '../model/source.ts';
import type {Backoff} from '../transport/backoff.ts';
import type {Clock} from '../transport/clock.ts';
import type {Report} from './status.ts';
import type {WatchAdapter} from './watch-adapter.ts';

/** Why the session is over. `ended`: as the server ends its streams in the course of things. */
export type SessionEnd =
	| {readonly type: 'aborted' | 'ended' | 'renewed'}
	/**
	 * `listed`: everything was listed, though nothing could be followed. `answered`: the server does answer, with an
	 * error. `starting`: it is not ready yet. `retryAfterMs`: how long the server asks to be left alone, or 0.
	 */
	| {
			readonly type: 'broken' | 'refused';
			readonly message: string;
			readonly listed: boolean;
			readonly answered: boolean;
			readonly starting: boolean;
			readonly retryAfterMs: number;
	  };

/** The end of a session by an error. */
export const brokenBy = (error: unknown, listed: boolean): SessionEnd => ({
	type: isFatal(error) ? 'refused' : 'broken',
	message: messageOf(error),
	listed,
	answered: isAnswer(error),
	starting: error instanceof StartingError,
	retryAfterMs: retryAfterOf(error),
});

/** What one session needs. */
export type SessionOptions = {
	readonly source: string;
	readonly scope: string;
	readonly adapter: WatchAdapter;
	/** Live: grows when more is shown. */
	readonly kinds: ReadonlySet<string>;
	/** The scope is not live without these. */
	readonly rootKinds: ReadonlySet<string>;
	readonly tell: (event: SourceEvent) => void;
	readonly report: Report;
	/** What is told of the connection while the stream is being opened. */
	readonly opening: string;
	readonly silenceMs: number | null;
	readonly sweepMs: number | null;
	readonly renewMs: number | null;
	readonly refusedMs: number;
	readonly backoff: () => Backoff;
	readonly clock: Clock;
	/** Until when the rows were known to be true before this session; null: never. */
	readonly goodUntil: number | null;
};
