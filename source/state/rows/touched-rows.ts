import type {OwnedRow} from './observe.js';

/** The rows that changed since the grid was brought up to date, each once. */
export class TouchedRows {
	/** Grows with everything that changes a row. */
	revision = 0;
	#rows: OwnedRow[] = [];

	add(row: OwnedRow): void {
		this.revision += 1;
		if (row.dirty) return;
		row.dirty = true;
		this.#rows.push(row);
	}

	/** Those since the last call. */
	drain(): readonly OwnedRow[] {
		const rows = this.#rows;
		this.#rows = [];
		for (const row of rows) row.dirty = false;
		return rows;
	}
}
