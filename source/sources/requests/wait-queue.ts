import type {Closure} from './outage.js';

/** Somebody who waits for a turn. */
type Waiter = {
	/** It is its turn: what that takes is taken at once. */
	readonly take: () => void;
	/** Nothing is sent until then. */
	readonly onWait: (closure: Closure) => void;
};

/** Those who wait for a turn, in their order. */
export class WaitQueue {
	readonly #waiters = new Set<Waiter>();

	get size(): number {
		return this.#waiters.size;
	}

	/** Gives turns, for as long as `isFree`. */
	serve(isFree: () => boolean): void {
		for (const {take} of [...this.#waiters]) {
			if (!isFree()) return;
			take();
		}
	}

	/** All of them have to wait until then. */
	announce(closure: Closure): void {
		for (const {onWait} of this.#waiters) onWait(closure);
	}

	/** Resolves after `take`. Rejects with the signal's reason, and calls `onLeave`, when aborted before. */
	wait(asked: Waiter, signal: AbortSignal | undefined, onLeave: () => void): Promise<void> {
		return new Promise((resolve, reject) => {
			const end = () => {
				this.#waiters.delete(waiter);
				signal?.removeEventListener('abort', leave);
			};

			const waiter: Waiter = {
				onWait: asked.onWait,
				take() {
					end();
					asked.take();
					resolve();
				},
			};
			const leave = () => {
				end();
				onLeave();
				reject(signal?.reason);
			};

			this.#waiters.add(waiter);
			signal?.addEventListener('abort', leave, {once: true});
		});
	}
}
