import type {ResourceKey} from '../../model/resource.js';
import type {SourceEvent} from '../../model/source.js';
import {usageExpiresMs} from '../../model/usage.js';
import {Figures} from './figures.js';
import type {OwnedRow} from './observe.js';

const second = 1000;

/** When a figure is too old, epoch milliseconds: at a whole second, so that many end together. */
const endOf = (measuredAt: number): number => Math.ceil((measuredAt + usageExpiresMs) / second) * second;

/**
 * What rows use: a figure that is a minute old is no longer shown. Usually all are renewed before, and are looked at once
 * a minute; a queue by time would be sorted for nothing.
 */
export class MeasuredRows {
	readonly #rows = new Set<OwnedRow>();
	#due = Number.POSITIVE_INFINITY;

	/** When the next figure may be too old, epoch milliseconds; infinity for never. */
	get due(): number {
		return this.#due;
	}

	/** Gives rows their figures; returns those that show something else now. */
	take(
		{usages, at}: Extract<SourceEvent, {type: 'measured'}>,
		get: (key: ResourceKey) => OwnedRow | undefined,
	): readonly OwnedRow[] {
		const changed: OwnedRow[] = [];
		for (const [key, usage] of usages) {
			const row = get(key);
			if (!row || row.removedAt !== null || usage.at + usageExpiresMs <= at) continue;
			const figures = new Figures(usage, row.resource.allowances);
			if (!figures.equals(row.figures)) changed.push(row);
			row.figures = figures;
			this.#rows.add(row);
			this.#due = Math.min(this.#due, endOf(usage.at));
		}

		return changed;
	}

	/** Forgets figures that are too old; returns their rows. */
	ended(now: number): readonly OwnedRow[] {
		if (now < this.#due) return [];
		this.#due = Number.POSITIVE_INFINITY;
		const ended: OwnedRow[] = [];
		for (const row of this.#rows) {
			const end = endOf(row.figures?.at ?? 0);
			if (end > now) this.#due = Math.min(this.#due, end);
			else {
				row.figures = null;
				this.#rows.delete(row);
				ended.push(row);
			}
		}

		return ended;
	}

	/** Forgets a row. */
	delete(row: OwnedRow): void {
		this.#rows.delete(row);
	}
}
