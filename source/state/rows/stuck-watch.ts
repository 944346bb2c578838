import type {OwnedRow} from './observe.js';

const never = Number.POSITIVE_INFINITY;
const leastSwept = 1024;

const isMoving = ({resource, removedAt, dropped}: OwnedRow): boolean =>
	resource.transitioning === 'yes' && !resource.flapping && removedAt === null && !dropped;

/**
 * Knows which rows are in transition and when the next of them counts as stuck. A row whose transition ended is let go
 * at the next look at all of them, so that a change of state costs nothing here.
 */
export class StuckWatch {
	readonly #afterMs: number;
	#rows: OwnedRow[] = [];
	#due = never;
	/** With so many rows those that need no look any more are let go. */
	#sweptAt = leastSwept;

	/** @param afterMs a transition older than this is stuck */
	constructor(afterMs: number) {
		this.#afterMs = afterMs;
	}

	/** When `collect` next may have something to tell, epoch milliseconds; never late, at times early. */
	get due(): number {
		return this.#due;
	}

	/** Looks at a row whose transition may have begun. */
	follow(row: OwnedRow): void {
		if (!isMoving(row)) return;
		this.#due = Math.min(this.#due, this.#dueOf(row));
		if (row.followed) return;
		if (this.#rows.length >= this.#sweptAt) this.#sweep();
		row.followed = true;
		this.#rows.push(row);
	}

	/** The rows that are stuck now: each is told once and then no longer followed. */
	collect(now: number): readonly OwnedRow[] {
		if (now < this.#due) return [];
		this.#sweep();
		const stuck = this.#rows.filter(row => this.#dueOf(row) <= now);
		for (const row of stuck) row.followed = false;
		this.#rows = this.#rows.filter(row => row.followed);
		this.#due = this.#rows.reduce((due, row) => Math.min(due, this.#dueOf(row)), never);
		return stuck;
	}

	#sweep(): void {
		for (const row of this.#rows) row.followed = isMoving(row);
		this.#rows = this.#rows.filter(row => row.followed);
		this.#sweptAt = Math.max(leastSwept, this.#rows.length * 2);
	}

	#dueOf({since, seen}: OwnedRow): number {
		return (since ?? seen) + this.#afterMs;
	}
}
