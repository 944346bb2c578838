import {
	LateError,
	PartError,
	type RefusedError,
	retryAfterOf,
	ServerError,
	UnreachableError,
} from '../../model/errors.js';
import {type Backoff, createBackoff} from '../../transport/backoff.js';
import {type Clock, systemClock} from '../../transport/clock.js';
import {HeldCredentials} from './held-credentials.js';
import {type Closure, Outage} from './outage.js';
import {type Turn, Turns} from './turns.js';
import {WaitQueue} from './wait-queue.js';

/*
	The limits of what all scopes of a source together send to its server.

	A family makes one `Budget` per source and
	- sends every request, and opens every socket, by `run`; what a person asks for is `urgent`;
	- gives it to each `reflect`, which takes a turn for every attempt to follow a scope;
	- calls `checkCredentials` before it sends credentials, and `refuse` after a 401;
	- calls `hurry` in `relist`, where a person acts, and `close` when the watch has ended.

	A server that fails is asked one thing at a time: first the probe, then what one scope needs. Only once that
	scope is live do the others follow. A part of a server, such as a cluster, may fail alone: its requests and its
	scope name or call themselves that, and do not stop the others.
*/

/** What a budget needs of its family. All times in milliseconds. */
type BudgetOptions = {
	/** Asks for something cheap, such as the root of the API: resolves with any answer that a server gives which is up. */
	readonly probe: (signal: AbortSignal) => Promise<unknown>;
	/** The credentials as they are now, as one text: refused ones are read again now and then. */
	readonly credentials: () => Promise<string>;
	/** Between two such looks; 60 000 if omitted. */
	readonly recheckMs?: number;
	/** After a part that failed again, before the next one tries; 1000 if omitted. */
	readonly pauseMs?: number;
	readonly backoff?: Backoff;
	readonly clock?: Clock;
};

/** How one request is to be treated. */
export type RunOptions<Result> = {
	readonly signal?: AbortSignal | undefined;
	/** A person waits for it: it goes first, even while the server fails, and its failure says nothing about others. */
	readonly urgent?: boolean;
	/** The outage that an answer amounts to, or null. */
	readonly outageIn?: (result: Result) => Error | null;
	/** Whether an error is an outage; if omitted, what cannot be reached and the statuses of `isOutageStatus` are. */
	readonly isOutage?: (error: unknown) => boolean;
	/** The part of the server that it goes to: its answers say little about the rest. */
	readonly part?: string | undefined;
};

/** True for a status of a server, or of a proxy before it, that cannot answer now. */
export const isOutageStatus = (status: number): boolean =>
	status === 429 || status === 502 || status === 503 || status === 504;

const isUsualOutage = (error: unknown): boolean =>
	(error instanceof UnreachableError && !(error instanceof PartError)) ||
	(error instanceof ServerError && isOutageStatus(error.status));

// When so many parts ask to be left alone, the whole server is busy.
const busyParts = 2;

const maxInFlight = 8;

/** One per source: bounds what its scopes ask of the server. */
export class Budget {
	readonly #outage: Outage;
	readonly #urgent = new WaitQueue();
	readonly #requests = new WaitQueue();
	readonly #turns: Turns;
	#inFlight = 0;
	readonly #held: HeldCredentials;
	/** Parts that asked to be left alone, and have not answered since. */
	readonly #busy = new Set<string>();

	constructor(options: BudgetOptions) {
		const {probe, pauseMs = 1000, backoff = createBackoff(), clock = systemClock} = options;
		this.#held = new HeldCredentials({
			read: options.credentials,
			recheckMs: options.recheckMs ?? 60_000,
			clock,
		});
		this.#outage = new Outage({
			probe,
			backoff,
			clock,
			onChange: () => this.#onChange(),
			isWanted: () => this.#requests.size > 0 || this.#turns.isWanted,
		});
		this.#turns = new Turns(this.#outage, clock, pauseMs);
	}

	/** Does one request: waits while the server fails, or while too much is in flight. Rejects as `work` does. */
	async run<Result>(work: () => Promise<Result>, options: RunOptions<Result> = {}): Promise<Result> {
		const {signal, urgent = false, outageIn, isOutage = isUsualOutage, part} = options;
		await this.#enter(signal, urgent);
		const {openings} = this.#outage;
		const note = (error: unknown) => {
			if (urgent || openings !== this.#outage.openings) return;
			if (part === undefined || !this.#isOfPart(part, error)) this.#noteFailure(error);
		};

		try {
			const result = await work();
			note(outageIn?.(result) ?? null);
			return result;
		} catch (error) {
			if (!signal?.aborted && isOutage(error)) note(error);
			throw error;
		} finally {
			this.#inFlight -= 1;
			this.#advance();
		}
	}

	/** Why nothing is sent now, and until when; or null. */
	get closure(): Closure | null {
		return this.#outage.closure;
	}

	/** The turns of one more scope that has a stream; `isPart`: it may fail while the server is well. */
	turn(isPart = false): Turn {
		return this.#turns.next(isPart);
	}

	/** The turns of a scope that only asks every so often: that it succeeds says nothing about streams. */
	listTurn(): Turn {
		return this.#turns.nextList();
	}

	/**
	 * These credentials were refused: `checkCredentials` throws the error until they change or a person acts. In that
	 * realm alone, where one is named.
	 */
	refuse(credentials: string, error: RefusedError, realm = ''): void {
		this.#held.hold(credentials, error, realm);
	}

	/** Whether refused credentials are being held back. */
	get isRefused(): boolean {
		return this.#held.isHeld;
	}

	/** To be called with the credentials, as one text, before they are sent. Throws what refused them. */
	checkCredentials(credentials: string, realm = ''): void {
		this.#held.check(credentials, realm);
	}

	/** Resolves once no credentials are held back any more, or at the abort. */
	untilReleased(signal: AbortSignal): Promise<void> {
		return this.#held.wait(signal);
	}

	/** A person wants to know: the next attempt is made at once, and refused credentials are sent once more. */
	hurry(): void {
		this.#held.release();
		this.#outage.hurry();
		this.#turns.hurry();
	}

	/** Nothing is followed any more: no timer stays. */
	close(): void {
		this.#outage.reset();
		this.#turns.reset();
		this.#advance();
	}

	/** Whether an answer or error is only about that part of the server; `error` is null for a good answer. */
	#isOfPart(part: string, error: unknown): boolean {
		if (retryAfterOf(error) > 0) {
			this.#busy.add(part);
			return this.#busy.size < busyParts;
		}

		if (error === null) this.#busy.delete(part);
		return error instanceof LateError || error instanceof ServerError;
	}

	#noteFailure(error: unknown): void {
		if (error === null) return;
		const isOfServer = error instanceof UnreachableError || retryAfterOf(error) > 0;
		if (isOfServer || !this.#outage.isVouched) this.#outage.close(error);
	}

	/** Takes one of the places of requests. */
	async #enter(signal: AbortSignal | undefined, urgent: boolean): Promise<void> {
		signal?.throwIfAborted();
		const take = () => {
			this.#inFlight += 1;
		};

		if (urgent ? this.#inFlight < maxInFlight : this.#maySend) take();
		else {
			const queue = urgent ? this.#urgent : this.#requests;
			const turn = queue.wait({take, onWait: () => undefined}, signal, () => this.#outage.unwant());
			this.#outage.want();
			await turn;
		}
	}

	#onChange(): void {
		const {closure} = this.#outage;
		if (closure === null) {
			this.#busy.clear();
			this.#advance();
		} else this.#turns.announce(closure);
	}

	/** Gives what is free to those who wait. */
	#advance(): void {
		this.#urgent.serve(() => this.#inFlight < maxInFlight);
		this.#requests.serve(() => this.#maySend);
		this.#turns.advance();
	}

	get #maySend(): boolean {
		return this.#inFlight < maxInFlight && this.#outage.closure === null;
	}
}
