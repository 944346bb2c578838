import type {Health} from '../../model/resource.js';
import {type FindPlaces, findNothing} from '../../state/filter/find-places.js';
import {branchIndent} from '../../state/grid/branch-text.js';
import type {CellContext, GridColumn} from '../../state/grid/columns.js';
import type {GridView} from '../../state/grid/grid-view.js';
import type {Branch} from '../../state/grid/row-index.js';
import type {VisibleRow} from '../../state/grid/visible-rows.js';
import {durationText} from '../../state/text/time-text.js';
import {cutToWidth} from '../screen/glyphs.js';
import {fitCells, fitName} from './fit.js';
import {withPlaces} from './highlight.js';
import type {PlacedColumn} from './place-columns.js';
import {joinStyles, type Style, styled, type Theme} from './theme.js';

/** Cells before the first column: cursor or mark, health, a blank. */
export const gutterWidth = 3;

const barCells = 10;

// Cells of a name in a tree, however deep.
const minName = 10;

/** A bar of a percentage: `████░░░░░░`. */
export const barOf = (percent: number, theme: Theme): string => {
	const full = Math.round((Math.min(100, Math.max(0, percent)) / 100) * barCells);
	return theme.signs.full.repeat(full) + theme.signs.empty.repeat(barCells - full);
};

/** The same with the percentage: `████░░░░░░  40%`. */
export const barText = (percent: number, theme: Theme): string =>
	`${barOf(percent, theme)} ${String(Math.round(percent)).padStart(3)}%`;

/** The raw text of a cell, after a bar or the age of stale data. */
export const cellText = (
	{row, staleSince}: VisibleRow,
	column: GridColumn,
	context: CellContext,
	theme: Theme,
): string => {
	const text = column.text(row, context);
	const percent = column.bar(row);
	const parts = [text];
	if (percent !== null) parts.unshift(barText(percent, theme));
	if (staleSince !== null && column.title === 'MESSAGE') {
		parts.unshift(`stale ${durationText(context.now - staleSince)}`);
	}

	return parts.filter(part => part !== '').join(' ');
};

const signOf = ({row, stuck, lingering, branch}: VisibleRow): Health | 'stuck' | 'removed' | 'lingering' => {
	if (row.removedAt !== null) return 'removed';
	if (lingering) return 'lingering';
	return branch?.worst ?? (stuck ? 'stuck' : row.resource.health);
};

// A removed or stale row has one style; otherwise the important cells have the colour of its health.
const wholeStyle = (visible: VisibleRow, theme: Theme): Style | null => {
	if (visible.row.removedAt !== null) return theme.styles.removed;
	if (visible.lingering) return theme.styles.stale;
	return visible.staleSince === null ? null : theme.styles.stale;
};

const cellStyle = (visible: VisibleRow, {title, level}: GridColumn, theme: Theme): Style => {
	const {health} = visible.row.resource;
	const bad = level(visible.row);
	if (bad !== null) return theme.styles[bad];
	const ofHealth = theme.styles[visible.stuck ? 'stuck' : health];
	if (title === 'NAME') return visible.marked ? theme.styles.mark : theme.styles.name;
	if (title === 'STATE') return ofHealth;
	if (title === 'SINCE') return visible.stuck ? ofHealth : '';
	if (title === 'MESSAGE')
		return visible.action?.phase === 'failed' ? theme.styles.error : health === 'error' ? ofHealth : '';
	return '';
};

// Missing values must not catch the eye.
const nothing = '-';

// A long text that is underlined, and no longer is, would be written twice for nothing.
const maxStress = 12;

// The blanks around the text have only the style of the cell.
const stressed = (text: string, theme: Theme, rest: Style): string => {
	const start = text.length - text.trimStart().length;
	const core = text.trim();
	const front = cutToWidth(core, maxStress).trimEnd();
	const end = start + front.length;
	const stress = joinStyles(rest, theme.styles.changed);
	return styled(rest, text.slice(0, start)) + styled(stress, front) + styled(rest, text.slice(end));
};

// The matches of a filter in a cell as shown, without padding.
const matched = (
	text: string,
	findPlaces: FindPlaces,
	title: string,
	theme: Theme,
	rest: Style,
	isChanged: boolean,
): string => {
	const start = text.length - text.trimStart().length;
	const places = findPlaces(title, text.trim());
	if (places.length === 0) return isChanged ? stressed(text, theme, rest) : styled(rest, text);
	const shifted = places.map(place => ({start: start + place.start, end: start + place.end}));
	return withPlaces(text, shifted, theme.styles.match, rest);
};

// The indentation of a tree is never cut.
const fitBranch = (text: string, width: number, branch: Branch | null, theme: Theme): string => {
	const indent = branch ? Math.min(branchIndent(branch), Math.max(0, width - minName)) : 0;
	return text.slice(0, indent) + fitName(text.slice(indent), width - indent, theme);
};

/**
 * One row of the grid as a styled line. `texts` are its raw cells in the order of `placed`, `findPlaces` finds what the
 * filter matches, `changed` has the titles of cells that stand out. The cursor shows as a sign and on the name only, so
 * that moving it changes few cells.
 */
export const rowLine = (
	visible: VisibleRow,
	placed: readonly PlacedColumn[],
	texts: readonly string[],
	theme: Theme,
	findPlaces: FindPlaces,
	changed: ReadonlySet<string>,
): string => {
	const whole = wholeStyle(visible, theme);
	const find = whole === null ? findPlaces : findNothing;
	const sign = signOf(visible);
	const front = visible.cursor ? theme.signs.cursor : visible.marked ? theme.signs.mark : ' ';
	const pointer = whole === null ? theme.styles.pointer : theme.styles.strong;
	const frontStyle = visible.marked ? theme.styles.mark : visible.cursor ? pointer : '';
	const signStyle = whole ?? (sign === 'removed' || sign === 'lingering' ? '' : theme.styles[sign]);
	// Of the row itself: the sign may be that of a row below it.
	const barStyle = theme.styles[visible.stuck ? 'stuck' : visible.row.resource.health];
	let line = `${styled(frontStyle, front)}${styled(signStyle, theme.signs[sign])} `;
	for (const [index, {column, width}] of placed.entries()) {
		const raw = texts[index] ?? '';
		const text =
			column.title === 'NAME' || column.title === 'SOURCE'
				? fitBranch(raw, width, column.title === 'NAME' ? visible.branch : null, theme)
				: fitCells(raw, width, theme, column.align);
		const own = whole ?? (raw === nothing ? theme.styles.dim : cellStyle(visible, column, theme));
		const style = visible.cursor && column.title === 'NAME' ? joinStyles(own, theme.styles.cursor) : own;
		// In the colour of health: a bar as bright as text would draw attention from errors.
		const bar = whole === null && column.bar(visible.row) !== null ? barCells : 0;
		const isChanged = whole === null && changed.has(column.title);
		const cell = matched(text.slice(bar), find, column.title, theme, style, isChanged);
		line += `${index === 0 ? '' : ' '}${styled(barStyle, text.slice(0, bar))}${cell}`;
	}

	return line;
};

/** Cells for the title of a column that rows are sorted by, and its arrow. */
export const sortedTitleWidth = (title: string): number => title.length + 1;

/** The line with the column titles; the one that rows are sorted by has an arrow, the picked one is inverse. */
export const headsLine = (view: GridView, placed: readonly PlacedColumn[], theme: Theme): string => {
	let line = ' '.repeat(gutterWidth);
	for (const [index, {column, width}] of placed.entries()) {
		const isSorted = view.sort.column.toUpperCase() === column.title;
		const arrow = isSorted ? (view.sort.descending ? theme.signs.down : theme.signs.up) : '';
		// Where there is no room, the arrow says more than the end of the title.
		const isCut = isSorted && sortedTitleWidth(column.title) > width;
		const title = isCut ? column.title.slice(0, width - 1) : column.title;
		const text = fitCells(title + arrow, width, theme, column.align);
		const style =
			view.column === column.title ? joinStyles(theme.styles.heads, theme.styles.cursor) : theme.styles.heads;
		line += `${index === 0 ? '' : ' '}${styled(style, text)}`;
	}

	return line;
};
