import {printable} from '../../model/printable.js';
import type {FindPlaces} from '../../state/filter/find-places.js';
import {fuzzyPlaces} from '../../state/filter/fuzzy.js';
import type {GridColumn} from '../../state/grid/columns.js';
import type {GridView} from '../../state/grid/grid-view.js';
import {allColumns, gridColumns, isFlat, movedInGrid} from '../../state/grid/view.js';
import {visibleRows} from '../../state/grid/visible-rows.js';
import {gridHeight} from '../../state/grid/window.js';
import type {State} from '../../state/state.js';
import {secondOf} from '../../state/text/time-text.js';
import {wrappedWords} from '../../state/text/wrap.js';
import {displayWidth} from '../screen/glyphs.js';
import {ChangedCells} from './changed-cells.js';
import {type ColumnPlan, ColumnPlans, foldColumns, planWithout} from './column-plan.js';
import {ColumnWidths, minOfState, usualOfState} from './column-widths.js';
import {emptyText, notSearched} from './empty-grid.js';
import {distinctWidth} from './fit.js';
import {placeFlat} from './flat-columns.js';
import {
	minMessage,
	minQuiet,
	type PlacedColumn,
	placeColumns,
	widenedTo,
	withRoomFor,
} from './place-columns.js';
import {cellText, gutterWidth, headsLine, sortedTitleWidth} from './row-line.js';
import {RowLines, type RowLook} from './row-lines.js';
import {isTroubled, troubleTexts} from './source-troubles.js';
import {styled, type Theme} from './theme.js';

// Cells for the name of a source; more only if cut names would look the same.
const shortSource = 8;
const longSource = 24;

const namesIn = (
	columns: readonly GridColumn[],
	texts: ReadonlyArray<readonly string[]>,
): readonly string[] => {
	const place = columns.findIndex(({title}) => title === 'NAME');
	return texts.map(cells => printable(cells[place] ?? ''));
};

// In a list of what was found, the letters that were sought.
const placesIn = ({found, filter}: GridView): FindPlaces =>
	found === null
		? filter.findPlaces
		: (title, text) => (title === 'NAME' ? fuzzyPlaces(found, text) : filter.findPlaces(title, text));

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

/** How the columns of a view are placed. */
type Placing = {
	readonly planName: string;
	readonly plan: Pick<ColumnPlan, 'isQuiet' | 'usualWidths'>;
	/** Places them by the widths that are wanted. */
	readonly placeBy: (widths: ReadonlyMap<string, number>) => readonly PlacedColumn[];
};

/** Makes the lines of grids; remembers column widths, which only grow while a view is open. */
export class GridLines {
	readonly #theme: Theme;
	readonly #widths = new ColumnWidths();
	readonly #plans = new ColumnPlans();
	readonly #changed = new ChangedCells();
	readonly #rows: RowLines;
	/** The rows as they were drawn last. */
	#drawn: readonly string[] = [];

	constructor(theme: Theme) {
		this.#theme = theme;
		this.#rows = new RowLines(theme);
	}

	/** The column titles and the rows in the window, as styled lines of the width of the screen. */
	lines(state: State, view: GridView): readonly string[] {
		const theme = this.#theme;
		const screenColumns = state.size.columns;
		const context = {now: secondOf(state.now), rows: state.resources};
		const rows = visibleRows(state);
		const planned = this.#plans.of(view.id, screenColumns, state.index.length, () => ({
			rows: state.index.slice(),
			visible: rows.map(({row}) => row),
			columns: allColumns(state, view),
			context,
		}));
		const plan = planWithout(planned, movedInGrid(state, view));
		const chosen = gridColumns(state, view);
		// A choice of columns changes nothing else until it is scrolled, which then reaches all of them.
		const flat = view.wide || (view.left > 0 && isFlat(state, view));
		const columns = flat ? chosen : foldColumns(chosen, plan, screenColumns);
		const texts = rows.map(row => columns.map(column => cellText(row, column, context, theme)));
		const sourceWidth = distinctWidth([...state.connections.keys()], shortSource, longSource, theme);
		const planName = `${view.id} ${screenColumns} ${plan.rows}`;
		const widths = this.#widths.grow(planName, columns, texts, screenColumns, {
			sourceWidth,
			usualWidths: plan.usualWidths,
		});
		const room = screenColumns - gutterWidth;
		const placeBy = (wide: ReadonlyMap<string, number>) => {
			const placeAt = (left: number) =>
				flat ? placeFlat(columns, wide, room, left) : placeColumns(columns, wide, room, left, plan.single);
			return withPicked(placeAt, view, columns.length);
		};
		const unsorted = flat
			? placeBy(widths)
			: this.#place(namesIn(columns, texts), widths, screenColumns, {planName, plan, placeBy});
		const sorted = view.sort.column.toUpperCase();
		const placed = widenedTo(sortedTitleWidth(sorted), sorted, unsorted, room);
		const places = placed.map(({column}) => columns.indexOf(column));
		this.#changed.compare(view.id, rows, columns, state.now);
		const look: RowLook = {
			placed,
			findPlaces: placesIn(view),
			given: [view.id, view.filter, view.found, state.kinds],
		};
		const textsOf = (index: number) => places.map(place => texts[index]?.[place] ?? '');
		const draw = () => this.#rows.draw(rows, textsOf, row => this.#changed.of(row), look);
		const lines = this.#settled(draw, state.now);
		lines.push(...(rows.length === 0 ? this.#empty(state, view) : this.#below(state, view, rows.length)));
		return [headsLine(view, placed, theme), ...lines];
	}

	/** Draws rows; what stood out long enough no longer does so in a frame that something else changes too. */
	#settled(draw: () => string[], now: number): string[] {
		let lines = draw();
		const isOther =
			lines.length !== this.#drawn.length || lines.some((line, index) => line !== this.#drawn[index]);
		if (isOther && this.#changed.isOver(now)) {
			this.#changed.end(now);
			lines = draw();
		}

		// Others add lines to theirs.
		this.#drawn = [...lines];
		return lines;
	}

	/** Places columns: which ones there are does not depend on the longest state, if MESSAGE has room for that. */
	#place(
		names: readonly string[],
		widths: ReadonlyMap<string, number>,
		screenColumns: number,
		{planName, plan, placeBy}: Placing,
	): readonly PlacedColumn[] {
		const needed = widths.get('STATE') ?? 0;
		const draft = () => placeBy(new Map([...widths, ['STATE', Math.min(needed, minOfState(screenColumns))]]));
		const first = draft();
		const drafted = this.#widenName(names, first, planName) ? draft() : first;
		const roomy = withRoomFor('STATE', drafted, Math.max(needed, usualOfState));
		const isWideEnough = roomy.every(({column, width}) => column.title !== 'STATE' || width >= needed);
		const placed = isWideEnough ? roomy : placeBy(widths);
		// Nobody misses room for messages that no row has that is seen first.
		const usualName = plan.usualWidths.get('NAME') ?? 0;
		return plan.isQuiet ? withRoomFor('NAME', placed, usualName, minQuiet) : placed;
	}

	/** Widens NAME at the cost of MESSAGE or own columns if different names look the same; true if it did. */
	#widenName(names: readonly string[], placed: readonly PlacedColumn[], plan: string): boolean {
		const width = placed.find(({column}) => column.title === 'NAME')?.width ?? 0;
		const message = placed.find(({column}) => column.title === 'MESSAGE')?.width ?? 0;
		if (message <= minMessage || !names.some(name => displayWidth(name) > width)) return false;
		const wanted = distinctWidth(names, width, width + message - minMessage, this.#theme);
		if (wanted > width) this.#widths.widenName(plan, wanted);
		return wanted > width;
	}

	#empty(state: State, view: GridView): readonly string[] {
		return this.#notes(emptyText(state, view), gridHeight(state), state);
	}

	/** Below the rows of other sources, if there is room: why some were never live. */
	#below(state: State, view: GridView, rows: number): readonly string[] {
		const troubled = [...state.connections.values()].filter(one => isTroubled(one, state.now));
		const texts = view.found === null ? troubleTexts(state, troubled) : notSearched(state);
		const room = gridHeight(state) - rows - 1;
		return texts.length === 0 || room <= 0 ? [] : ['', ...this.#notes(texts.join('\n'), room, state)];
	}

	#notes(text: string, room: number, state: State): readonly string[] {
		const width = state.size.columns - gutterWidth;
		return text
			.split('\n')
			.flatMap(line => wrappedWords(printable(line), width))
			.slice(0, room)
			.map(line => `${' '.repeat(gutterWidth)}${styled(this.#theme.styles.dim, line)}`);
	}
}
