import {printable} from '../../model/printable.js';
import type {GridColumn} from '../../state/grid/columns.js';
import type {GridView} from '../../state/grid/grid-view.js';
import {displayWidth} from '../screen/glyphs.js';
import type {ColumnPlan} from './column-plan.js';
import {ColumnWidths, minOfState, usualOfState} from './column-widths.js';
import {distinctWidth} from './fit.js';
import {placeFlat} from './flat-columns.js';
import {
	grownTo,
	minMessage,
	minQuiet,
	type PlacedColumn,
	placeColumns,
	widenedTo,
	withRoomFor,
} from './place-columns.js';
import {gutterWidth, sortedTitleWidth} from './row-line.js';
import type {Theme} from './theme.js';

// Cells for the name of a source; more only if cut names would look the same.
const shortSource = 8;
const longSource = 24;

/** Columns, and what decides where they are placed. */
type Placing = {
	readonly view: GridView;
	readonly columns: readonly GridColumn[];
	/** The raw cells of the rows in the window, in the order of the columns. */
	readonly texts: ReadonlyArray<readonly string[]>;
	readonly plan: ColumnPlan;
	/** The width of the terminal. */
	readonly screenColumns: number;
	/** All columns after NAME scroll. */
	readonly isFlat: boolean;
	/** Rows are still being listed for the first time. */
	readonly isComing: boolean;
	readonly sources: readonly string[];
};

type Widths = ReadonlyMap<string, number>;

/** Places columns by the widths that are wanted. */
type Place = (widths: Widths) => readonly PlacedColumn[];

const keep = (placed: readonly PlacedColumn[], kept: Map<string, number>): void => {
	kept.clear();
	for (const {column, width} of placed) kept.set(column.title, width);
};

const namesIn = ({columns, texts}: Placing): readonly string[] => {
	const place = columns.findIndex(({title}) => title === 'NAME');
	return texts.map(cells => printable(cells[place] ?? ''));
};

/** The columns, scrolled as far as the one that is picked needs to be seen. */
const withPicked = (
	placeAt: (left: number) => readonly PlacedColumn[],
	{left, column: picked}: GridView,
	max: number,
): readonly PlacedColumn[] => {
	const first = placeAt(left);
	const isSeen = (placed: readonly PlacedColumn[]) => placed.some(({column}) => column.title === picked);
	if (picked === null || isSeen(first)) return first;
	for (let other = 0; other <= max; other++) {
		const placed = placeAt(other);
		if (isSeen(placed)) return placed;
	}

	return first;
};

/**
 * Places the columns of grids. Once the rows of a view have come, only a person changes which columns there are: from then
 * on they only grow, by what MESSAGE can spare, and no row moves them back and forth.
 */
export class ColumnPlaces {
	readonly #theme: Theme;
	readonly #widths = new ColumnWidths();

	constructor(theme: Theme) {
		this.#theme = theme;
	}

	/** The columns that fit, each with its width. */
	place(placing: Placing): readonly PlacedColumn[] {
		const {view, columns, texts, plan, screenColumns, isFlat} = placing;
		const planName = `${view.id} ${screenColumns} ${plan.rows}`;
		const widths = this.#widths.grow(planName, columns, texts, screenColumns, {
			sourceWidth: distinctWidth(placing.sources, shortSource, longSource, this.#theme),
			usualWidths: plan.usualWidths,
		});
		const room = screenColumns - gutterWidth;
		const place: Place = wide => {
			const placeAt = (left: number) =>
				isFlat ? placeFlat(columns, wide, room, left) : placeColumns(columns, wide, room, left, plan.single);
			return withPicked(placeAt, view, columns.length);
		};
		const placed = isFlat ? place(widths) : this.#placeStill(placing, planName, widths, place);
		const sorted = view.sort.column.toUpperCase();
		return widenedTo(sortedTitleWidth(sorted), sorted, placed, room);
	}

	/** Places columns as they were placed before, if a person changed nothing about them. */
	#placeStill(placing: Placing, planName: string, widths: Widths, place: Place): readonly PlacedColumn[] {
		const {view, columns, isComing} = placing;
		const known = this.#widths.of([planName, view.left, ...columns.map(({title}) => title)].join(' '));
		const isPicked = view.column !== null && !known.has(view.column);
		if (isPicked || isComing || known.size === 0) {
			const placed = this.#placeFirst(placing, planName, widths, place);
			if (!isPicked) keep(placed, known);
			return placed;
		}

		const before = columns.flatMap(column => {
			const width = known.get(column.title);
			return width === undefined ? [] : [{column, width}];
		});
		const grown = grownTo(widths, before);
		const placed = this.#widenName(placing, grown, planName) ? grownTo(widths, grown) : grown;
		keep(placed, known);
		return placed;
	}

	/** Places columns: which ones there are does not depend on the longest state, if MESSAGE has room for that. */
	#placeFirst(placing: Placing, planName: string, widths: Widths, place: Place): readonly PlacedColumn[] {
		const {plan, screenColumns} = placing;
		const needed = widths.get('STATE') ?? 0;
		const draft = () => place(new Map([...widths, ['STATE', Math.min(needed, minOfState(screenColumns))]]));
		const first = draft();
		const drafted = this.#widenName(placing, first, planName) ? draft() : first;
		const roomy = withRoomFor('STATE', drafted, Math.max(needed, usualOfState));
		const isWideEnough = roomy.every(({column, width}) => column.title !== 'STATE' || width >= needed);
		const placed = isWideEnough ? roomy : place(widths);
		// No row on the first screen has a message that needs the room.
		const usualName = plan.usualWidths.get('NAME') ?? 0;
		return plan.isQuiet ? withRoomFor('NAME', placed, usualName, minQuiet) : placed;
	}

	/** Wants more room for NAME, from MESSAGE or own columns, if different names look the same; true if it did. */
	#widenName(placing: Placing, placed: readonly PlacedColumn[], plan: string): boolean {
		const names = namesIn(placing);
		const width = placed.find(({column}) => column.title === 'NAME')?.width ?? 0;
		const message = placed.find(({column}) => column.title === 'MESSAGE')?.width ?? 0;
		if (message <= minMessage || !names.some(name => displayWidth(name) > width)) return false;
		const wanted = distinctWidth(names, width, width + message - minMessage, this.#theme);
		if (wanted > width) this.#widths.widenName(plan, wanted);
		return wanted > width;
	}
}
