/** The four things that an error must say. No part may hold a credential. */
type Account = {
	readonly attempted: string;
	/** Where: a URL without credentials, a file, a source's name. */
	readonly target: string;
	/** What came back: `HTTP 503 Service Unavailable: the agent is not connected`. */
	readonly answer: string;
	readonly advice?: string | null;
};

const answerIn = ({answer, advice}: Account): string =>
	advice ? `${answer.replace(/\.$/, '')}; ${advice}` : answer;

/** Base of every error that rwatch makes itself: its message says what, what came back, what to do, and where. */
export class AccountedError extends Error {
	// Set by each class itself: the bundler renames classes.
	override readonly name: string = 'AccountedError';
	readonly account: Account;

	constructor(account: Account, cause?: unknown) {
		// Where it was comes last: what may be cut off is an address, not the reason.
		super(
			`${account.attempted}: ${answerIn(account)} (${account.target})`,
			cause === undefined ? undefined : {cause},
		);
		this.account = account;
	}
}

/** Wrong flags or configuration: one line, exit code 2. */
export class UsageError extends Error {
	override readonly name = 'UsageError';
}

/** The server refused the credentials, or they lack a right: only a person can help. */
export class RefusedError extends AccountedError {
	override readonly name = 'RefusedError';
}

/** No answer: DNS, TCP, TLS, a time-out, a broken socket, a proxy in between. Worth trying again. */
export class UnreachableError extends AccountedError {
	override readonly name: string = 'UnreachableError';
}

/** The server answers, but is still starting: what it does not show yet is not gone. Worth trying again soon. */
export class StartingError extends UnreachableError {
	override readonly name = 'StartingError';
}

/** No answer in time: perhaps only this server is slow. Worth trying again. */
export class LateError extends UnreachableError {
	override readonly name = 'LateError';
}

/** A part of the server, such as a cluster, does not answer, while the server itself does. Worth trying again. */
export class PartError extends UnreachableError {
	override readonly name = 'PartError';
}

/** The server answered, and the answer is an error. */
export class ServerError extends AccountedError {
	override readonly name = 'ServerError';
	readonly status: number;
	/** The server's own code, such as `ActionNotAvailable`, or ''. */
	readonly code: string;
	/** How long the server asks us to wait, milliseconds; 0 if it does not. */
	readonly retryAfterMs: number;

	constructor(account: Account, status: number, code: string, cause?: unknown, retryAfterMs = 0) {
		super(account, cause);
		this.status = status;
		this.code = code;
		this.retryAfterMs = retryAfterMs;
	}
}

/** The server's answer does not follow its protocol. */
export class ProtocolError extends AccountedError {
	override readonly name = 'ProtocolError';
}

/** True where only a person can help, so that trying again by itself is of no use. */
export const isFatal = (error: unknown): boolean =>
	error instanceof RefusedError || error instanceof UsageError;

/** True where the server did answer, though with an error. */
export const isAnswer = (error: unknown): boolean =>
	error instanceof ServerError || error instanceof ProtocolError;

/** How long the server that sent this error asks us to wait, milliseconds; else 0. */
export const retryAfterOf = (error: unknown): number =>
	error instanceof ServerError ? error.retryAfterMs : 0;

/** Only the answer and the advice, for places where action and target are obvious. */
export const reasonOf = (error: unknown): string =>
	error instanceof AccountedError ? answerIn(error.account) : messageOf(error);

/** The message of whatever was thrown. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
