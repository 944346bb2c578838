import {printable} from '../model/printable.js';
import type {CellContext, GridColumn} from '../state/grid/columns.js';
import type {Row} from '../state/rows/row.js';
import {cutToWidth, displayWidth} from '../state/text/display-width.js';

/** A finite table with printable cells; `rows` have a text for each column, by its title. */
export type Table = {
	readonly columns: readonly string[];
	readonly rows: ReadonlyArray<Readonly<Record<string, string>>>;
};

/** Minimum width of a cell when a table is made to fit. */
const minWidth = 8;

/** The rows as texts, in the columns that are always printed. */
export const tableOf = (
	columns: readonly GridColumn[],
	rows: readonly Row[],
	context: CellContext,
): Table => {
	const shown = columns.filter(({wide}) => !wide);
	return {
		columns: shown.map(({title}) => title),
		rows: rows.map(row =>
			Object.fromEntries(shown.map(({title, text}) => [title, printable(text(row, context))])),
		),
	};
};

const widthsOf = ({columns, rows}: Table): number[] =>
	columns.map(title =>
		rows.reduce((max, row) => Math.max(max, displayWidth(row[title] ?? '')), displayWidth(title)),
	);

const cut = (text: string, width: number): string =>
	displayWidth(text) <= width ? text : `${cutToWidth(text, width - 1).trimEnd()}…`;

/**
 * Shortens the widest columns until the table is at most `width` cells wide, with `frame` more for each column. A table
 * that still does not fit stays too wide.
 */
export const fitTable = (table: Table, width: number, frame: number): Table => {
	const widths = widthsOf(table);
	let excess = widths.reduce((sum, each) => sum + each + frame, 1) - width;
	for (; excess > 0; excess--) {
		const widest = widths.indexOf(Math.max(...widths));
		if ((widths[widest] ?? 0) <= minWidth) break;
		widths[widest] = (widths[widest] ?? 0) - 1;
	}

	const limits = new Map(table.columns.map((title, index) => [title, widths[index] ?? 0]));
	return {
		columns: table.columns,
		rows: table.rows.map(row =>
			Object.fromEntries(
				Object.entries(row).map(([title, text]) => [title, cut(text, limits.get(title) ?? text.length)]),
			),
		),
	};
};

/** The table as aligned plain text without escape sequences, each line terminated. */
export const plainTable = (table: Table): string => {
	const widths = widthsOf(table);
	const line = (cells: readonly string[]) =>
		`${cells
			.map((cell, index) => cell + ' '.repeat((widths[index] ?? 0) - displayWidth(cell)))
			.join('  ')
			.trimEnd()}\n`;
	const {columns, rows} = table;
	return line(columns) + rows.map(row => line(columns.map(title => row[title] ?? ''))).join('');
};
