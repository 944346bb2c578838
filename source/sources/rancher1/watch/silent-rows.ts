import type {Resource, ResourceKey} from '../../../model/resource.js';
import {lookWhileNeeded} from '../../follow/repeats.js';

/** What identifies a row to the server. */
export type Subject = Pick<Resource, 'id' | 'kind'>;

type Silent = {
	subject: Subject;
	since: number;
	waitMs: number;
	/** The transition ended. Dropped at the next check: the next transition may begin before. */
	isOver: boolean;
};

// Rows read per check; the rest waits for the next one.
const maxAtOnce = 8;
const maxWaitMs = 60_000;

/**
 * Rows in transition without news. The server sends one event per second and row at most, with the row as it is then, and
 * none for what is purged: a transition may end without an event (frames-stop-remove-purge.txt).
 */
export class SilentRows {
	readonly #firstMs: number;
	readonly #ask: (key: ResourceKey, subject: Subject) => void;
	readonly #rows = new Map<ResourceKey, Silent>();
	readonly #lookLater: () => void;

	/**
	 * @param firstMs a row without news for that long is read; again after twice that, and so on
	 * @param ask asks the server for the row
	 */
	constructor(firstMs: number, ask: (key: ResourceKey, subject: Subject) => void, signal: AbortSignal) {
		this.#firstMs = firstMs;
		this.#ask = ask;
		this.#lookLater = lookWhileNeeded(
			firstMs / 4,
			() => {
				this.#look();
				return this.#rows.size > 0;
			},
			signal,
		);
	}

	see(resource: Resource): void {
		if (resource.transitioning === 'yes' || resource.state === 'removing') {
			this.watch(resource.key, resource);
			return;
		}

		const known = this.#rows.size > 0 ? this.#rows.get(resource.key) : undefined;
		if (known) known.isOver = true;
	}

	/** Something is going on with this row, whatever it shows. */
	watch(key: ResourceKey, {id, kind}: Subject): void {
		const since = performance.now();
		const known = this.#rows.get(key);
		this.#lookLater();
		if (!known) {
			this.#rows.set(key, {subject: {id, kind}, since, waitMs: this.#firstMs, isOver: false});
			return;
		}

		known.since = since;
		if (!known.isOver) return;
		known.isOver = false;
		known.waitMs = this.#firstMs;
		if (known.subject.kind !== kind) known.subject = {id, kind};
	}

	forget(key: ResourceKey): void {
		this.#rows.delete(key);
	}

	#look(): void {
		const now = performance.now();
		for (const [key, row] of this.#due(now)) {
			row.since = now;
			row.waitMs = Math.min(2 * row.waitMs, Math.max(maxWaitMs, this.#firstMs));
			// Behind all others, so that each has its turn.
			this.#rows.delete(key);
			this.#rows.set(key, row);
			this.#ask(key, row.subject);
		}
	}

	#due(now: number): ReadonlyArray<readonly [ResourceKey, Silent]> {
		const due: Array<readonly [ResourceKey, Silent]> = [];
		for (const [key, row] of this.#rows) {
			if (row.isOver) this.#rows.delete(key);
			else if (due.length < maxAtOnce && now - row.since >= row.waitMs) due.push([key, row]);
		}

		return due;
	}
}
