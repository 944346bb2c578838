import {markdownTable} from 'markdown-table';
import type {FileFormat} from '../model/file-format.js';
import {gridColumns} from '../state/grid/view.js';
import {gridOf} from '../state/grid/window.js';
import type {Row} from '../state/rows/row.js';
import type {State} from '../state/state.js';
import {displayWidth} from '../state/text/display-width.js';
import {snapshotText} from './snapshot.js';
import {type Table, tableOf} from './table.js';

// What Markdown would read as more than text.
const markdownSigns = /[\\`*_[\]<>&|]/g;

const markdownOf = ({columns, rows}: Table): string => {
	const cells = rows.map(row => columns.map(title => (row[title] ?? '').replace(markdownSigns, '\\$&')));
	return `${markdownTable([[...columns], ...cells], {stringLength: displayWidth})}\n`;
};

// A row that is gone, or in the grid only while the cursor is on it, is not part of what is asked for.
const rowsOf = ({index}: State): readonly Row[] =>
	index.slice(0, index.length).filter(row => row.removedAt === null && !index.lingers(row));

/** The rows of the grid in its order, all of them: as `--once` prints them, or as a table in Markdown. */
export const gridText = (
	state: State,
	format: FileFormat,
): {readonly text: string; readonly rows: number} => {
	const rows = rowsOf(state);
	const view = gridOf(state);
	if (format === 'markdown') {
		const table = tableOf(view ? gridColumns(state, view) : [], rows, {
			now: state.now,
			rows: state.resources,
		});
		return {text: markdownOf(table), rows: rows.length};
	}

	const states = [...state.connections.values()].map(({source: name, ...rest}) => ({...rest, name}));
	const kinds = new Map(state.kinds.map(kind => [kind.name, kind]));
	return {
		text: snapshotText({states, rows, kinds, lookup: state.resources, objects: null}, format),
		rows: rows.length,
	};
};
