/** One line of a log; `text` is as the machine wrote it and must pass `printable`. */
export type LogLine = {
	readonly stream: 'stdout' | 'stderr' | 'combined';
	/** Time stamp as the server wrote it (RFC 3339, nanoseconds), or null. */
	readonly stamp: string | null;
	readonly text: string;
	/** Which of several followed resources it comes from: the name to prefix; null with just one. */
	readonly origin: string | null;
};

/** An event of a followed log. Lines come in order and once each, also across reconnects. */
export type LogEvent =
	| {readonly type: 'line'; readonly line: LogLine}
	| {readonly type: 'live'}
	/** The stream ended or broke; it is retried after `retryMs`, or not (null). */
	| {readonly type: 'stopped'; readonly message: string; readonly retryMs: number | null}
	/** `count` lines could not be had (null: unknown how many). */
	| {readonly type: 'lost'; readonly count: number | null; readonly message: string};

/** From where a log is followed. */
export type LogOptions = {
	readonly lines: number;
	/** Only what is younger than this, in seconds; null for no bound. */
	readonly sinceSeconds: number | null;
	/** Of the run before the last restart. */
	readonly previous: boolean;
	readonly container: string | null;
};
