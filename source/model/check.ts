/** How a check ended; `skipped`: what it needs did not work. */
export type CheckStatus = 'ok' | 'warning' | 'failed' | 'skipped';

/** What was looked at, and how it is. Untrusted texts: must pass `printable`. */
export type Check = {
	/** `name resolution`, `TLS`. */
	readonly name: string;
	readonly status: CheckStatus;
	readonly text: string;
	/** What to do about it; null where it is fine. */
	readonly advice: string | null;
	/** Only of one that failed: the server refused the credentials, or did not answer at all. */
	readonly cause?: 'refused' | 'unreachable';
};

/** All checks of one source. */
export type SourceChecks = {
	readonly name: string;
	readonly url: string;
	readonly family: string | null;
	readonly checks: readonly Check[];
	/** Names of machines and people that occur in the texts. */
	readonly names: readonly string[];
};
