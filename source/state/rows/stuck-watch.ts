import type {OwnedRow} from './observe.js';

const never = Number.POSITIVE_INFINITY;
const minSwept = 1024;
const second = 1000;

const isMoving = ({resource, removedAt, dropped}: OwnedRow): boolean =>
	resource.transitioning === 'yes' && !resource.flapping && removedAt === null && !dropped;

/**
 * The rows in transition, and when the next of them counts as stuck. One whose transition ended is dropped when all are
 * checked next, so that a change of state costs nothing here.
 */
export class StuckWatch {
	readonly #afterMs: (row: OwnedRow) => number;
	#rows: OwnedRow[] = [];
	#due = never;
	/** At this number of rows, drops those whose transition ended. */
	#sweptAt = minSwept;

	/** @param afterMs a transition older than this is stuck; may change */
	constructor(afterMs: (row: OwnedRow) => number) {
		this.#afterMs = afterMs;
	}

	/** When `collect` may find something next, epoch milliseconds; may be early, never late. */
	get due(): number {
		return this.#due;
	}

	/** Adds a row whose transition may have begun. */
	follow(row: OwnedRow): void {
		if (!isMoving(row)) return;
		this.#due = Math.min(this.#due, this.#dueOf(row));
		if (row.followed) return;
		if (this.#rows.length >= this.#sweptAt) this.#sweep();
		row.followed = true;
		this.#rows.push(row);
	}

	/** Rows may be stuck sooner than they seemed to be: looks at them again within a second. */
	hurry(at: number): void {
		if (this.#rows.length > 0) this.#due = Math.min(this.#due, at + second);
	}

	/** The rows that became stuck; each is returned once. */
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
		this.#sweptAt = Math.max(minSwept, this.#rows.length * 2);
	}

	#dueOf(row: OwnedRow): number {
		return (row.since ?? row.seen) + this.#afterMs(row);
	}
}
