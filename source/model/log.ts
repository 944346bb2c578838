import type {Instant} from './instant.js';

/** One line of a log; `text` is as the machine wrote it and must pass `printable`. */
export type LogLine = {
	readonly stream: 'stdout' | 'stderr' | 'combined';
	/** When it was written, as the server stamped it; null where it did not. */
	readonly time: Instant | null;
	readonly text: string;
	/** Who wrote it, where one log has several writers; null with just one. */
	readonly origin: string | null;
};

/** An event of a followed log. Lines come in order and once each, also across reconnects. */
export type LogEvent =
	| {readonly type: 'line'; readonly line: LogLine}
	| {readonly type: 'live'}
	| {
			readonly type: 'stopped';
			/** `ended`: whoever wrote it has stopped. `broken`: the log cannot be read, though it may go on. */
			readonly why: 'ended' | 'broken';
			readonly message: string;
			/** When it is tried again; null if only once something changes. */
			readonly retryMs: number | null;
	  }
	/** `count` lines could not be had (null: unknown how many). */
	| {readonly type: 'lost'; readonly count: number | null; readonly message: string};

/** From where a log is followed. */
export type LogOptions = {
	readonly lines: number;
	/** Only what is younger than this, in seconds; null for no bound. */
	readonly sinceSeconds: number | null;
	/** Of the run before the last restart. */
	readonly previous: boolean;
	/** Which container of a row that has several; null for the row's own log. */
	readonly container: string | null;
	/** Only what there is by now: nothing is followed. */
	readonly once?: true;
};
