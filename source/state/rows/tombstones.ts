import type {ResourceKey} from '../../model/resource.js';
import type {OwnedRow} from './observe.js';

/** How long a removed row still shows, milliseconds. */
export const tombstoneMs = 6000;

/** The removed rows that still show, in the order of their removal, which is also the order in which they go. */
export class Tombstones {
	/** The row that shows until it is no longer held. */
	#held: ResourceKey | null = null;
	readonly #rows = new Set<OwnedRow>();

	hold(key: ResourceKey | null): void {
		this.#held = key;
	}

	add(row: OwnedRow): void {
		this.#rows.add(row);
	}

	delete(row: OwnedRow): void {
		this.#rows.delete(row);
	}

	isHeld(row: OwnedRow): boolean {
		return row.resource.key === this.#held;
	}

	/** Those that showed long enough. */
	ended(now: number): readonly OwnedRow[] {
		const ended: OwnedRow[] = [];
		for (const row of this.#rows) {
			if (now < (row.removedAt ?? now) + tombstoneMs) break;
			if (!this.isHeld(row)) ended.push(row);
		}

		return ended;
	}

	/** When the next one has shown long enough, epoch milliseconds; infinity for never. */
	get due(): number {
		for (const row of this.#rows) {
			if (!this.isHeld(row)) return (row.removedAt ?? 0) + tombstoneMs;
		}

		return Number.POSITIVE_INFINITY;
	}
}
