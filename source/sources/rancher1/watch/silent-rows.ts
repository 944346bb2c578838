import type {Resource, ResourceKey} from '../../../model/resource.js';

/** What a row is asked for by. */
export type Subject = Pick<Resource, 'id' | 'kind'>;

type Silent = {readonly subject: Subject; since: number; waitMs: number};

// So many at one look: more than that is a matter for the next one.
const mostAtOnce = 8;
const mostWaitMs = 60_000;

/**
 * Rows in transition of which nothing is heard any more. The server tells one event per second and row at most, with the
 * row as it is then, and nothing of what is purged: a transition may end unheard (frames-stop-remove-purge.txt).
 */
export class SilentRows {
	readonly #firstMs: number;
	readonly #ask: (key: ResourceKey, subject: Subject) => void;
	readonly #rows = new Map<ResourceKey, Silent>();

	/**
	 * @param firstMs a row that was silent for that long is asked for; again after twice that, and so on
	 * @param ask asks the server for the row
	 */
	constructor(firstMs: number, ask: (key: ResourceKey, subject: Subject) => void, signal: AbortSignal) {
		this.#firstMs = firstMs;
		this.#ask = ask;
		if (signal.aborted) return;
		const timer = setInterval(() => this.#look(), firstMs / 4);
		signal.addEventListener('abort', () => clearInterval(timer), {once: true});
	}

	/** A row as it was just told. */
	see(resource: Resource): void {
		if (resource.transitioning === 'yes' || resource.state === 'removing') this.watch(resource.key, resource);
		else if (this.#rows.size > 0) this.#rows.delete(resource.key);
	}

	/** Something is going on with this row, whatever it shows. */
	watch(key: ResourceKey, {id, kind}: Subject): void {
		const known = this.#rows.get(key);
		// At the end again: those that were silent for longest come first.
		this.#rows.delete(key);
		this.#rows.set(key, {
			subject: {id, kind},
			since: performance.now(),
			waitMs: known?.waitMs ?? this.#firstMs,
		});
	}

	forget(key: ResourceKey): void {
		this.#rows.delete(key);
	}

	#look(): void {
		const now = performance.now();
		const due = [...this.#rows].filter(([, {since, waitMs}]) => now - since >= waitMs).slice(0, mostAtOnce);
		for (const [key, row] of due) {
			row.since = now;
			row.waitMs = Math.min(2 * row.waitMs, Math.max(mostWaitMs, this.#firstMs));
			this.#ask(key, row.subject);
		}
	}
}
