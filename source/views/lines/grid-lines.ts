import {printable} from '../../model/printable.js';
import type {FindPlaces} from '../../state/filter/find-places.js';
import {fuzzyPlaces} from '../../state/filter/fuzzy.js';
import type {CellContext, GridColumn} from '../../state/grid/columns.js';
import type {GridView} from '../../state/grid/grid-view.js';
import {allColumns, gridColumns, isFlat, movedInGrid} from '../../state/grid/view.js';
import {type VisibleRow, visibleRows} from '../../state/grid/visible-rows.js';
import {gridHeight} from '../../state/grid/window.js';
import type {State} from '../../state/state.js';
import {secondOf} from '../../state/text/time-text.js';
import {wrappedWords} from '../../state/text/wrap.js';
import {ChangedCells} from './changed-cells.js';
import {ColumnPlaces} from './column-places.js';
import {type ColumnPlan, ColumnPlans, foldColumns, planWithout} from './column-plan.js';
import {emptyText, notSearched} from './empty-grid.js';
import type {PlacedColumn} from './place-columns.js';
import {cellText, gutterWidth, headsLine} from './row-line.js';
import {isSameList, RowLines} from './row-lines.js';
import {isTroubled, troubleTexts} from './source-troubles.js';
import {styled, type Theme} from './theme.js';

// In a list of what was found, the letters that were sought.
const placesIn = ({found, filter}: GridView): FindPlaces =>
	found === null
		? filter.findPlaces
		: (title, text) => (title === 'NAME' ? fuzzyPlaces(found, text) : filter.findPlaces(title, text));

/** Whether rows of a first listing are still to come. */
const isComing = ({connections}: State): boolean =>
	[...connections.values()].some(
		({enabled, status, wasLive, progress}) =>
			enabled && ((status === 'connecting' && !wasLive) || progress.size > 0),
	);

/** What the window of a grid shows: the columns that there are, and the rows. */
type Shown = {
	readonly columns: readonly GridColumn[];
	readonly plan: ColumnPlan;
	/** All columns after NAME scroll. */
	readonly isFlat: boolean;
	readonly rows: readonly VisibleRow[];
	readonly context: CellContext;
	/** What their lines depend on besides the rows. */
	readonly given: readonly unknown[];
};

/** Makes the lines of grids. Where everything looks as it did, as in most frames of a busy server, draws nothing again. */
export class GridLines {
	readonly #theme: Theme;
	readonly #places: ColumnPlaces;
	readonly #plans = new ColumnPlans();
	readonly #changed = new ChangedCells();
	readonly #rows: RowLines;
	/** What was drawn last: what it depended on, where columns were placed, the line of their titles, those of the rows. */
	#given: readonly unknown[] = [];
	#placed: readonly PlacedColumn[] = [];
	#heads = '';
	#drawn: readonly string[] = [];

	constructor(theme: Theme) {
		this.#theme = theme;
		this.#places = new ColumnPlaces(theme);
		this.#rows = new RowLines(theme);
	}

	/** The column titles and the rows in the window, as styled lines of the width of the screen. */
	lines(state: State, view: GridView): readonly string[] {
		const shown = this.#shown(state, view);
		const {rows, given} = shown;
		const isDrawn = isSameList(given, this.#given) && this.#areDrawn(shown);
		this.#given = given;
		if (!isDrawn) this.#draw(state, view, shown);
		const others = rows.length === 0 ? this.#empty(state, view) : this.#below(state, view, rows.length);
		return [this.#heads, ...this.#drawn, ...others];
	}

	#shown(state: State, view: GridView): Shown {
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
		const titles = columns.map(({title}) => title);
		const given = [view, planned, state.kinds, state.settings, ...titles, ...state.connections.keys()];
		return {columns, plan, isFlat: flat, rows, context, given};
	}

	/** Whether the rows look as they did when they were drawn, in the columns that have the same titles. */
	#areDrawn({columns, rows, context}: Shown): boolean {
		const titles = new Set(this.#placed.map(({column}) => column.title));
		const placed = columns.filter(({title}) => titles.has(title));
		return this.#rows.areDrawn(rows, visible =>
			placed.map(column => cellText(visible, column, context, this.#theme)),
		);
	}

	#draw(state: State, view: GridView, {columns, plan, isFlat: flat, rows, context}: Shown): void {
		const texts = rows.map(row => columns.map(column => cellText(row, column, context, this.#theme)));
		this.#placed = this.#places.place({
			view,
			columns,
			texts,
			plan,
			screenColumns: state.size.columns,
			isFlat: flat,
			isComing: isComing(state),
			sources: [...state.connections.keys()],
		});
		const places = this.#placed.map(({column}) => columns.indexOf(column));
		this.#changed.compare(view.id, rows, columns, state.now);
		const draw = () =>
			this.#rows.draw(
				rows,
				index => places.map(place => texts[index]?.[place] ?? ''),
				row => this.#changed.of(row),
				{
					placed: this.#placed,
					findPlaces: placesIn(view),
					given: [view.id, view.filter, view.found, state.kinds],
				},
			);
		this.#drawn = this.#settled(draw, state.now);
		this.#heads = headsLine(view, this.#placed, this.#theme);
	}

	/** Draws rows; what stood out long enough no longer does so in a frame that something else changes too. */
	#settled(draw: () => string[], now: number): readonly string[] {
		const lines = draw();
		if (isSameList(lines, this.#drawn) || !this.#changed.isOver(now)) return lines;
		this.#changed.end(now);
		return draw();
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
