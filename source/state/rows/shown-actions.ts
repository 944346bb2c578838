import type {OwnedRow} from './observe.js';
import type {PendingAction} from './row.js';

/** How long the result of an action shows, milliseconds. */
export const resultMs = 8000;

const endOf = (action: PendingAction | null): number =>
	action?.endedAt == null ? Number.POSITIVE_INFINITY : action.endedAt + resultMs;

/** The rows that show an action in progress, or for a while its result. */
export class ShownActions {
	readonly #rows = new Set<OwnedRow>();

	/** Shows an action in its row, or clears it. */
	set(row: OwnedRow, action: PendingAction | null): void {
		row.action = action;
		if (action) this.#rows.add(row);
		else this.#rows.delete(row);
	}

	delete(row: OwnedRow): void {
		this.#rows.delete(row);
	}

	/** Those whose result showed long enough. */
	ended(now: number): readonly OwnedRow[] {
		return [...this.#rows].filter(({action}) => now >= endOf(action));
	}

	/** When the next result has shown long enough, epoch milliseconds; infinity for never. */
	get due(): number {
		let due = Number.POSITIVE_INFINITY;
		for (const {action} of this.#rows) due = Math.min(due, endOf(action));
		return due;
	}
}
