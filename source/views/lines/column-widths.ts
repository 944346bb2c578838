import type {GridColumn} from '../../state/grid/columns.js';
import {displayWidth} from '../screen/glyphs.js';

type Bounds = {readonly min: number; readonly max: number};

const between = (min: number, value: number, max: number): number =>
	Math.max(min, Math.min(Math.round(value), max));

/** The width of STATE that decides which other columns fit, on a terminal of so many columns. */
export const minOfState = (columns: number): number => between(12, columns * 0.15, 18);

/** The width of STATE in which nearly all states fit: it takes that from MESSAGE, where that has room to spare. */
export const usualOfState = 16;

// All bounds grow with the terminal, so that a wider one never leaves less for the message. The longest common words fit
// from the start, so that a change of state shifts nothing.
const boundsOf = (
	{title, own, shared, yields, wide}: GridColumn,
	columns: number,
	usualWidth: number,
): Bounds => {
	if (shared && columns < 100) return {min: title.length, max: 10};
	if (yields && !wide) return {min: title.length, max: between(18, columns / 7, 40)};
	if (own) return {min: title.length, max: between(24, usualWidth, between(24, columns / 4, 40))};
	if (title === 'NAME') {
		const max = between(20, columns / 3 - 5, 64);
		return {min: between(16, columns / 5, 24), max: between(Math.min(20, max), usualWidth, max)};
	}

	if (title === 'STATE') return {min: minOfState(columns), max: between(16, columns / 5, 28)};
	if (title === 'SOURCE') return {min: 6, max: between(10, columns / 5 - 6, 24)};
	if (title === 'KIND') return {min: 9, max: 14};
	if (title === 'SINCE') return {min: 5, max: 6};
	// Where it does not just get what is left over.
	if (title === 'MESSAGE') return {min: 12, max: between(20, columns / 2, 80)};
	return {min: title.length, max: 20};
};

// Names have all lengths: growing in steps shifts the rest less often.
const step = 4;

const remembered = 24;

/** The widths of columns by plan, each named by a text: while one holds, they only grow. */
export class ColumnWidths {
	readonly #plans = new Map<string, Map<string, number>>();

	/**
	 * Widths by title for the texts of a view with this plan, as wide as ever needed. SOURCE takes at most `sourceWidth`,
	 * others at most what suffices for most of their texts: `usualWidths`, by title.
	 */
	grow(
		plan: string,
		columns: readonly GridColumn[],
		texts: ReadonlyArray<readonly string[]>,
		screenColumns: number,
		{
			sourceWidth = 0,
			usualWidths,
		}: {readonly sourceWidth?: number; readonly usualWidths?: ReadonlyMap<string, number>} = {},
	): ReadonlyMap<string, number> {
		const widths = this.of(plan);
		for (const [index, column] of columns.entries()) {
			const bounds = boundsOf(column, screenColumns, usualWidths?.get(column.title) ?? 64);
			const max = column.title === 'SOURCE' ? Math.max(bounds.max, sourceWidth) : bounds.max;
			const {min} = bounds;
			const known = widths.get(column.title) ?? 0;
			let width = Math.max(known, Math.min(min, max));
			for (const row of texts) {
				const needed = displayWidth(row[index] ?? '');
				if (needed > width) width = column.title === 'NAME' ? Math.ceil(needed / step) * step : needed;
			}

			widths.set(column.title, Math.max(known, Math.min(width, max)));
		}

		return widths;
	}

	/** Sets the width of NAME from now on. */
	widenName(plan: string, width: number): void {
		const widths = this.of(plan);
		widths.set('NAME', Math.max(width, widths.get('NAME') ?? 0));
	}

	/** Widths by title under any name, to be changed; none under a new one. */
	of(key: string): Map<string, number> {
		const known = this.#plans.get(key);
		if (known) return known;
		const [oldest] = this.#plans.keys();
		if (this.#plans.size >= remembered && oldest !== undefined) this.#plans.delete(oldest);
		const widths = new Map<string, number>();
		this.#plans.set(key, widths);
		return widths;
	}
}
