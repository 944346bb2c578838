import type {Clock} from '../../transport/clock.js';

/** Maximum time for which a silent scope delays the others, milliseconds. */
const maxHoldMs = 1000;

/**
 * Which listings of a source come first: the kinds in view, alone, in all scopes; everything else follows once they are
 * listed or have failed. One per source; its scopes share it.
 */
export class ListingOrder {
	readonly #clock: Clock;
	readonly #holds = new Set<symbol>();
	readonly #listeners = new Set<() => unknown>();
	readonly #shown = new Set<string>();
	#inView: ReadonlySet<string> = new Set();
	#cancel: () => void = () => undefined;

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	show(kinds: readonly string[]): void {
		this.#inView = new Set(kinds);
		for (const kind of kinds) this.#shown.add(kind);
		this.#wake();
	}

	/** Kinds that were in view at any time: they stay followed. */
	get shown(): ReadonlySet<string> {
		return this.#shown;
	}

	/** True for kinds that are listed before all others. */
	isFirst(kinds: readonly string[]): boolean {
		return kinds.some(kind => this.#inView.has(kind));
	}

	/**
	 * A scope is about to list its first kinds. Call the result when it has, or cannot; calling it again is harmless.
	 */
	hold(): () => void {
		const hold = Symbol('hold');
		if (this.#holds.size === 0) this.#cancel = this.#clock.after(maxHoldMs, () => this.#release());
		this.#holds.add(hold);
		return () => {
			if (this.#holds.delete(hold) && this.#holds.size === 0) this.#release();
		};
	}

	/** True while kinds that are not first have to wait. */
	get isHeld(): boolean {
		return this.#holds.size > 0;
	}

	/** Calls back whenever the order may have changed; the result ends that. */
	listen(listener: () => unknown): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	#release(): void {
		this.#cancel();
		this.#holds.clear();
		this.#wake();
	}

	#wake(): void {
		for (const listener of [...this.#listeners]) listener();
	}
}
