import {PartError} from '../../model/errors.js';
import type {Clock} from '../../transport/clock.js';
import type {Closure, Outage} from './outage.js';
import {WaitQueue} from './wait-queue.js';

/** The attempts of one scope. */
export type Turn = {
	/**
	 * Resolves when this scope may try. `onWait` hears why and until when it has to wait, each time that this changes.
	 * Rejects with the signal's reason.
	 */
	readonly begin: (signal: AbortSignal, onWait: (closure: Closure) => void) => Promise<void>;
	/** It is live. */
	readonly succeed: () => void;
	/** It failed, or its stream ended. */
	readonly fail: (error: Error) => void;
	/** It ended for a reason that is not about the server. */
	readonly leave: () => void;
};

type Rest = {readonly isOn: boolean; readonly begin: () => void; readonly end: () => void};

/** A pause that begins again with each failure. */
const createRest = (clock: Clock, pauseMs: number, onEnd: () => void): Rest => {
	let cancel: (() => void) | null = null;
	const end = () => {
		cancel?.();
		cancel = null;
	};

	return {
		get isOn() {
			return cancel !== null;
		},
		begin() {
			end();
			cancel = clock.after(pauseMs, () => {
				cancel = null;
				onEnd();
			});
		},
		end,
	};
};

/**
 * In which order the scopes of a source try. Side by side on a server that is well; once a stream has failed, one after
 * the other, each after a probe, until one of them is live. Parts of a server that is well, and that failed the last
 * time, try one after the other too, with a pause after each that fails again.
 */
export class Turns {
	readonly #outage: Outage;
	readonly #rest: Rest;
	readonly #scopes = new WaitQueue();
	readonly #lists = new WaitQueue();
	/** Parts that failed. */
	readonly #ailing = new WaitQueue();
	/** A stream failed, and none was live since. */
	#isDoubtful = false;
	#trial: Turn | null = null;
	/** The one of the parts that failed which tries now. */
	#retrial: Turn | null = null;

	/** @param pauseMs between two parts that failed */
	constructor(outage: Outage, clock: Clock, pauseMs: number) {
		this.#outage = outage;
		this.#rest = createRest(clock, pauseMs, () => this.advance());
	}

	/** Whether a scope waits. */
	get isWanted(): boolean {
		return this.#scopes.size + this.#lists.size + this.#ailing.size > 0;
	}

	/** The turns of one more scope that has a stream; `isPart`: it may fail while the server is well. */
	next(isPart: boolean): Turn {
		let openings = 0;
		let isAiling = false;
		const turn: Turn = {
			begin: async (signal, onWait) => {
				signal.throwIfAborted();
				const take = () => {
					openings = this.#outage.openings;
					if (this.#isDoubtful) this.#trial = turn;
					if (isAiling) this.#retrial = turn;
				};

				if (isAiling ? this.#mayRetry : this.#mayTry) take();
				else await this.#wait(isAiling ? this.#ailing : this.#scopes, take, signal, onWait);
			},
			succeed: () => {
				isAiling = false;
				this.#rest.end();
				this.#end(turn, false);
			},
			leave: () => this.#end(turn, this.#isDoubtful),
			fail: error => {
				isAiling = isPart;
				if (isPart) this.#rest.begin();
				const isOfPart = error instanceof PartError || (isPart && !this.#isDoubtful);
				// The server was found well since: that a stream from before has ended is old news.
				const isOld = openings !== this.#outage.openings && this.#outage.isVouched;
				if (!isOfPart && !isOld) {
					this.#isDoubtful = true;
					this.#outage.close(error);
				}

				this.#end(turn, this.#isDoubtful);
			},
		};
		return turn;
	}

	/** The turns of a scope that only asks every so often: that it succeeds says nothing about streams. */
	nextList(): Turn {
		return {
			begin: async (signal, onWait) => {
				signal.throwIfAborted();
				if (this.#outage.closure !== null) await this.#wait(this.#lists, () => undefined, signal, onWait);
			},
			succeed: () => undefined,
			leave: () => undefined,
			fail: error => this.#outage.close(error),
		};
	}

	/** Gives turns to those who wait. */
	advance(): void {
		this.#lists.serve(() => this.#outage.closure === null);
		this.#scopes.serve(() => this.#mayTry);
		this.#ailing.serve(() => this.#mayRetry);
	}

	/** All have to wait until then. */
	announce(closure: Closure): void {
		this.#lists.announce(closure);
		this.#scopes.announce(closure);
		this.#ailing.announce(closure);
	}

	/** No pause is waited for. */
	hurry(): void {
		this.#rest.end();
		this.advance();
	}

	reset(): void {
		this.#isDoubtful = false;
		this.#trial = null;
		this.#retrial = null;
		this.#rest.end();
	}

	get #mayTry(): boolean {
		return this.#outage.closure === null && (!this.#isDoubtful || this.#trial === null);
	}

	get #mayRetry(): boolean {
		return this.#mayTry && this.#retrial === null && !this.#rest.isOn;
	}

	/** It is the turn of others; `isDoubtful` counts where this one was the trial. */
	#end(turn: Turn, isDoubtful: boolean): void {
		if (this.#trial === turn) {
			this.#trial = null;
			this.#isDoubtful = isDoubtful;
		} else if (this.#retrial !== turn) return;
		if (this.#retrial === turn) this.#retrial = null;
		this.advance();
	}

	async #wait(
		queue: WaitQueue,
		take: () => void,
		signal: AbortSignal,
		onWait: (closure: Closure) => void,
	): Promise<void> {
		const turn = queue.wait({take, onWait}, signal, () => this.#outage.unwant());
		const {closure} = this.#outage;
		if (closure) onWait(closure);
		this.#outage.want();
		await turn;
	}
}
