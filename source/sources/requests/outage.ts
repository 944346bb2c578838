import {messageOf, retryAfterOf} from '../../model/errors.js';
import type {Backoff} from '../../transport/backoff.js';
import type {Clock} from '../../transport/clock.js';

/** Why nothing is sent to a server now, and until when. */
export type Closure = {
	readonly message: string;
	/** Epoch milliseconds of the next probe. */
	readonly retryAt: number;
};

/** How an outage is recognised as over. */
type OutageOptions = {
	/** Asks the server for something cheap; rejects while it is out. Never runs twice at once. */
	readonly probe: (signal: AbortSignal) => Promise<unknown>;
	readonly backoff: Backoff;
	readonly clock: Clock;
	/** It is closed, for longer, or open again. */
	readonly onChange: () => void;
	/** Whether anybody waits: without, nobody is asked. */
	readonly isWanted: () => boolean;
};

const vouchedMs = 30_000;

/**
 * Whether a server can be asked at all. Closed by a failure, it is opened by one probe that the server answers;
 * a probe that fails closes it for longer, with jitter, and never for less than a `Retry-After` asks.
 */
export class Outage {
	readonly #options: OutageOptions;
	#closure: Closure | null = null;
	#isDue = false;
	#probing: AbortController | null = null;
	#cancel: () => void = () => undefined;
	#openSince: number;
	#openings = 0;

	constructor(options: OutageOptions) {
		this.#options = options;
		this.#openSince = options.clock.now();
	}

	/** Null while the server can be asked. */
	get closure(): Closure | null {
		return this.#closure;
	}

	/** Grows each time that the server is found well again: a failure of a request from before is old news. */
	get openings(): number {
		return this.#openings;
	}

	/** A probe succeeded just now: an error status is about that request, not about the server. */
	get isVouched(): boolean {
		return this.#openings > 0 && this.#openMs < vouchedMs;
	}

	/** The server failed. While closed already, only a `Retry-After` that goes further counts. */
	close(error: unknown): void {
		if (this.#closure === null) this.#closeFor(error, this.#openMs);
		else if (this.#options.clock.now() + retryAfterOf(error) > this.#closure.retryAt)
			this.#closeFor(error, 0);
	}

	/** Somebody waits now: a probe that is due is sent. */
	want(): void {
		if (this.#isDue) void this.#probe();
	}

	/** Nobody may wait any more: then a probe under way is of no use. */
	unwant(): void {
		if (this.#options.isWanted()) return;
		this.#probing?.abort();
		this.#probing = null;
	}

	/** Sends the next probe at once. */
	hurry(): void {
		if (this.#closure === null) return;
		this.#cancel();
		this.#isDue = true;
		if (this.#options.isWanted()) void this.#probe();
	}

	/** Forgets everything, timers too. */
	reset(): void {
		this.#cancel();
		this.#probing?.abort();
		this.#probing = null;
		this.#isDue = false;
		this.#closure = null;
		this.#openSince = this.#options.clock.now();
	}

	get #openMs(): number {
		return this.#options.clock.now() - this.#openSince;
	}

	#closeFor(error: unknown, livedMs: number): void {
		const {backoff, clock, onChange, isWanted} = this.#options;
		const delayMs = Math.max(backoff.next(livedMs), retryAfterOf(error));
		this.#cancel();
		this.#isDue = false;
		this.#closure = {message: messageOf(error), retryAt: clock.now() + delayMs};
		this.#cancel = clock.after(delayMs, () => {
			this.#isDue = true;
			if (isWanted()) void this.#probe();
		});
		onChange();
	}

	async #probe(): Promise<void> {
		if (this.#probing !== null || this.#closure === null) return;
		const current = new AbortController();
		this.#probing = current;
		try {
			await this.#options.probe(current.signal);
			if (this.#probing === current) this.#open();
		} catch (error) {
			if (this.#probing !== current) return;
			this.#probing = null;
			this.#closeFor(error, 0);
		}
	}

	#open(): void {
		this.#probing = null;
		this.#cancel();
		this.#isDue = false;
		this.#closure = null;
		this.#openings += 1;
		this.#openSince = this.#options.clock.now();
		this.#options.onChange();
	}
}
