import type {OwnedRow} from './observe.ts';

/** Knows which rows are in transition and when the next of them counts as stuck. */
export class StuckWatch {
	readonly #afterMs: number;
	readonly #rows = new Set<OwnedRow>();
	#due = Number.POSITIVE_INFINITY;

	/** @param afterMs a transition older than this is stuck */
	constructor(afterMs: number) {
		this.#afterMs = afterMs;
	}

	/** When `collect` next may have something to tell, epoch milliseconds. */
	get due(): number {
		return this.#rows.size === 0 ? Number.POSITIVE_INFINITY : this.#due;
	}

	/** Looks at a row anew after a change; its transition may have begun or ended. */
	follow(row: OwnedRow): void {
		if (row.resource.transitioning === 'yes' && row.removedAt === null) {
			this.#rows.add(row);
			this.#due = Math.min(this.#due, this.#dueOf(row));
		} else this.#rows.delete(row);
	}

	/** Lets a row go. */
	forget(row: OwnedRow): void {
		this.#rows.delete(row);
	}

	/** The rows that are stuck now: each is told once and then no longer followed. */
	collect(now: number): readonly OwnedRow[] {
		if (now < this.due) return [];
		const stuck: OwnedRow[] = [];
		this.#due = Number.POSITIVE_INFINITY;
		for (const row of this.#rows) {
			const due = this.#dueOf(row);
			if (due > now) this.#due = Math.min(this.#due, due);
			else {
				stuck.push(row);
				this.#rows.delete(row);
			}
		}

		return stuck;
	}

	#dueOf({since, seen}: OwnedRow): number {
		return (since ?? seen) + this.#afterMs;
	}
}
