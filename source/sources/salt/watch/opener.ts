import {isFatal, messageOf, retryAfterOf, ServerError, UnreachableError} from '../../../model/errors.js';
import type {Api} from '../wire/api.js';
import {type EventStream, openEventSocket, openEventStream, type StreamListener} from '../wire/stream.js';
import type {Notices} from './notices.js';

/** What opening the stream of events needs. */
export type OpenerOptions = {
	readonly api: Api;
	readonly notices: Notices;
	/** `ws`: the websocket is preferred. */
	readonly transport: 'sse' | 'ws';
	/** Whether the whole server fails, so that nothing is sent before it answers again. */
	readonly isOut: () => boolean;
};

/** A stream of events, and its transport. */
export type OpenStream = EventStream & {readonly isSocket: boolean};

/** Whether the failure to open may be this transport's own; any other would stop every transport. */
const isOwn = (error: unknown): error is ServerError | UnreachableError =>
	!isFatal(error) &&
	retryAfterOf(error) === 0 &&
	(error instanceof ServerError || error instanceof UnreachableError);

/** There is no such path, or a proxy lets nobody there. */
const isMissing = (error: unknown): error is ServerError =>
	error instanceof ServerError && error.status === 404;

/**
 * Opens the websocket where it is preferred, and `/events` once the websocket fails while the server answers. When
 * `/events` fails too, the websocket was not to blame, and is tried again. Where there is no `/events`, the websocket is
 * followed whatever is preferred.
 */
export class Opener {
	readonly #options: OpenerOptions;
	#isGivenUp = false;
	/** The server was out at the last try, which proves nothing against the websocket. */
	#wasOut = false;

	constructor(options: OpenerOptions) {
		this.#options = options;
	}

	/** Rejects with the errors of `model/errors.ts`. */
	async open(listener: StreamListener, signal: AbortSignal): Promise<OpenStream> {
		const {api, transport} = this.#options;
		if (transport === 'ws' && !this.#isGivenUp) {
			try {
				return {...(await openEventSocket(api, listener, signal)), isSocket: true};
			} catch (error) {
				if (signal.aborted || !isOwn(error)) throw error;
				this.#blame(error);
			}
		}

		try {
			return {...(await openEventStream(api, listener, signal)), isSocket: false};
		} catch (error) {
			if (signal.aborted || !isOwn(error)) throw error;
			this.#trust();
			if (transport === 'sse' && isMissing(error)) return this.#openInstead(error, listener, signal);
			throw error;
		}
	}

	/** Where that fails too, it is the error of `/events` that counts. */
	async #openInstead(error: ServerError, listener: StreamListener, signal: AbortSignal): Promise<OpenStream> {
		const {api, notices} = this.#options;
		const stream = await openEventSocket(api, listener, signal).catch(() => {
			throw error;
		});
		notices.note('transport', `no /events (${error.account.answer}): following the websocket instead`);
		return {...stream, isSocket: true};
	}

	/** A stream broke. */
	broken({isSocket}: OpenStream, error: Error): void {
		if (isSocket && this.#options.transport === 'ws') this.#giveUp(messageOf(error));
		else this.#trust();
	}

	/** Throws the error where the server is out: waiting here would hide why there is no stream. */
	#blame(error: ServerError | UnreachableError): void {
		const isFirst = !this.#wasOut;
		this.#wasOut = this.#options.isOut();
		if (!this.#wasOut || !isFirst) this.#giveUp(error.account.answer);
		if (this.#wasOut) throw error;
	}

	#giveUp(reason: string): void {
		this.#isGivenUp = true;
		this.#options.notices.note('transport', `no websocket (${reason}): following /events instead`);
	}

	#trust(): void {
		this.#isGivenUp = false;
		this.#options.notices.note('transport', null);
	}
}
