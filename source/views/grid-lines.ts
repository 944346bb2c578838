import {gridColumns} from '../state/grid-view.ts';
import {visibleRows} from '../state/selectors.ts';
import type {GridView, State} from '../state/state.ts';
import {ColumnWidths, placeColumns} from './column-widths.ts';
import {distinctWidth} from './fit.ts';
import {cellText, gutterWidth, headsLine, rowLine} from './row-line.ts';
import {type Look, styled} from './theme.ts';

// Cells of a source's name; more only where names that are cut would look the same.
const shortSource = 8;
const longSource = 24;

const emptyText = (state: State, view: GridView): string => {
	if (state.index.total > 0) return 'Nothing matches: / changes the filter, ! shows all again';
	const isLive = [...state.connections.values()].every(({status}) => status === 'live');
	return isLive ? `No ${view.kind === 'all' ? 'rows' : view.kind} here` : 'Nothing heard of yet';
};

/** Makes the lines of grids; remembers column widths, which only grow while a view is open. */
export class GridLines {
	readonly #look: Look;
	readonly #widths = new ColumnWidths();

	constructor(look: Look) {
		this.#look = look;
	}

	/** The column titles and the rows in the window, as styled lines of the width of the screen. */
	lines(state: State, view: GridView): readonly string[] {
		const look = this.#look;
		const screenColumns = state.size.columns;
		const columns = gridColumns(state, view);
		const rows = visibleRows(state);
		const context = {now: state.now, rows: state.resources};
		const texts = rows.map(row => columns.map(column => cellText(row, column, context, look)));
		const sources = distinctWidth([...state.connections.keys()], shortSource, longSource, look);
		const widths = this.#widths.grow(view.id, columns, texts, screenColumns, sources);
		const placed = placeColumns(columns, widths, screenColumns - gutterWidth, view.left);
		const places = placed.map(({column}) => columns.indexOf(column));
		const lines = rows.map((row, index) =>
			rowLine(
				row,
				placed,
				places.map(place => texts[index]?.[place] ?? ''),
				look,
			),
		);
		if (rows.length === 0)
			lines.push(`${' '.repeat(gutterWidth)}${styled(look.styles.dim, emptyText(state, view))}`);
		return [headsLine(view, placed, look), ...lines];
	}
}
