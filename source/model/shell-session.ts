/** What becomes of a line that was entered in a shell that sends lines one by one. */
export type LineVerdict =
	/** It may be sent; its end is reported under this id. */
	| {readonly type: 'send'; readonly id: number}
	| {readonly type: 'refuse'; readonly reason: string}
	/** This must be typed first. */
	| {readonly type: 'ask'; readonly phrase: string};

/** What came of a line that was sent; `unknown` where nobody waited for its end. */
export type LineEnd = {
	readonly outcome: 'done' | 'failed' | 'unknown';
	/** Without what the line wrote, which may be secret. */
	readonly message: string;
};

/** How a shell is opened. */
export type ShellSession = {
	/** The name of the container of a pod; null for the usual one. */
	readonly container: string | null;
	/** Judges a line before it is sent. `typed` is what was typed after an `ask`, else null. */
	readonly judge: (line: string, typed: string | null) => Promise<LineVerdict>;
	/** Takes the end of a line that was sent. */
	readonly ended: (id: number, end: LineEnd) => void;
};
