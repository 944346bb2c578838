import {fixedColumn} from '../../state/grid/arrange.js';
import type {GridColumn} from '../../state/grid/columns.js';
import type {PlacedColumn} from './place-columns.js';

// A column narrower than this is useless.
const minWidth = 6;

const roomFor = (placed: readonly PlacedColumn[], room: number): number =>
	placed.reduce((rest, {width}) => rest - width - 1, room);

/** Those up to NAME, the widest ones narrowed to fit; of too many the first are missing. */
const fitted = (placed: readonly PlacedColumn[], room: number): PlacedColumn[] => {
	const max = Math.max(1, Math.floor((room + 1) / (minWidth + 1)));
	const kept = placed.slice(-max);
	// The blank after the last column is not needed.
	let excess = -roomFor(kept, room) - 1;
	const narrowed = new Map<PlacedColumn, number>();
	for (const one of kept.toSorted((left, right) => right.width - left.width)) {
		if (excess <= 0) break;
		const width = Math.max(Math.min(minWidth, one.width), one.width - excess);
		excess -= one.width - width;
		narrowed.set(one, width);
	}

	return kept.map(one => ({...one, width: narrowed.get(one) ?? one.width}));
};

/**
 * Places all columns of a wide view, or chosen ones that were scrolled: those up to NAME stay, of the others `left` are
 * scrolled out, and as many follow as fit. MESSAGE takes what is left over.
 */
export const placeFlat = (
	columns: readonly GridColumn[],
	widths: ReadonlyMap<string, number>,
	room: number,
	left: number,
): readonly PlacedColumn[] => {
	const place = (column: GridColumn): PlacedColumn => ({
		column,
		width: widths.get(column.title) ?? column.title.length,
	});
	const start = columns.findIndex(({title}) => title === fixedColumn) + 1;
	const placed = fitted(columns.slice(0, start).map(place), room);
	for (const column of columns.slice(start + left)) {
		const one = place(column);
		const spare = roomFor(placed, room);
		if (one.width > spare) {
			if (spare >= minWidth) placed.push({...one, width: spare});
			break;
		}

		placed.push(one);
	}

	// The blank after the last column is not needed.
	const rest = roomFor(placed, room) + 1;
	return placed.map(one =>
		one.column.title === 'MESSAGE' ? {...one, width: one.width + Math.max(0, rest)} : one,
	);
};
