import type {ResourceKey} from '../../model/resource.js';
import type {SourceEvent} from '../../model/source.js';
import {usageExpiresMs} from '../../model/usage.js';
import {Figures} from './figures.js';
import type {OwnedRow} from './observe.js';
import {WakeUps} from './wake-ups.js';

/** What rows use: a figure that is a minute old is no longer shown. */
export class MeasuredRows {
	readonly #ages = new WakeUps<OwnedRow>();

	/** When the next figure may be too old, epoch milliseconds; infinity for never. */
	get due(): number {
		return this.#ages.due;
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
			this.#ages.add(row, usage.at + usageExpiresMs);
		}

		return changed;
	}

	/** Forgets figures that are too old; returns their rows. */
	ended(now: number): readonly OwnedRow[] {
		return this.#ages.ended(now).filter(row => {
			const expires = (row.figures?.at ?? 0) + usageExpiresMs;
			if (expires > now) this.#ages.add(row, expires);
			else row.figures = null;
			return expires <= now;
		});
	}

	/** Forgets a row. */
	delete(row: OwnedRow): void {
		this.#ages.delete(row);
	}
}
