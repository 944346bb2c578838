import type {Closure, Outage} from './outage.ts';
import {WaitQueue} from './wait-queue.ts';

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
	/** It ended for a reason that says nothing about the server. */
	readonly leave: () => void;
};

/**
 * In which order the scopes of a source try. Side by side on a server that is well; once a stream has failed, one after
 * the other, each after a probe, until one of them is live.
 */
export class Turns {
	readonly #outage: Outage;
	readonly #scopes = new WaitQueue();
	readonly #lists = new WaitQueue();
	/** A stream failed, and none was live since. */
	#isDoubtful = false;
	#trial: Turn | null = null;

	constructor(outage: Outage) {
		this.#outage = outage;
	}

	/** Whether a scope waits. */
	get isWanted(): boolean {
		return this.#scopes.size + this.#lists.size > 0;
	}

	/** The turns of one more scope that has a stream. */
	next(): Turn {
		let openings = 0;
		const turn: Turn = {
			begin: async (signal, onWait) => {
				signal.throwIfAborted();
				const take = () => {
					openings = this.#outage.openings;
					if (this.#isDoubtful) this.#trial = turn;
				};

				if (this.#mayTry) take();
				else await this.#wait(this.#scopes, take, signal, onWait);
			},
			succeed: () => this.#endTrial(turn, false),
			leave: () => this.#endTrial(turn, this.#isDoubtful),
			fail: error => {
				// The server was found well since: that a stream from before has ended is old news.
				if (openings !== this.#outage.openings && this.#outage.isVouched) return;
				this.#isDoubtful = true;
				if (this.#trial === turn) this.#trial = null;
				this.#outage.close(error);
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
	}

	/** All have to wait until then. */
	tell(closure: Closure): void {
		this.#lists.tell(closure);
		this.#scopes.tell(closure);
	}

	reset(): void {
		this.#isDoubtful = false;
		this.#trial = null;
	}

	get #mayTry(): boolean {
		return this.#outage.closure === null && (!this.#isDoubtful || this.#trial === null);
	}

	#endTrial(turn: Turn, isDoubtful: boolean): void {
		if (this.#trial !== turn) return;
		this.#trial = null;
		this.#isDoubtful = isDoubtful;
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
