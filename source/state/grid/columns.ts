import type {Column, Kind} from '../../model/kind.js';
import type {Cell} from '../../model/resource.js';
import {type Thresholds, usualThresholds} from '../../model/thresholds.js';
import {cellOf} from '../rows/cell.js';
import {referenceText} from '../rows/reference.js';
import type {Row, RowLookup} from '../rows/row.js';
import {figureText} from '../text/amount-text.js';
import {durationText, nextChangeMs} from '../text/time-text.js';
import {type Level, levelOf} from './level.js';
import {type SortValue, sortValueOf} from './sort.js';

/** What the text of a cell depends on besides its row. */
export type CellContext = {readonly now: number; readonly rows: RowLookup};

/** One column of a grid or of printed output. */
export type GridColumn = {
	/** Also the name to sort by. */
	readonly title: string;
	readonly align: 'left' | 'right';
	/** Only shown where there is room to spare. */
	readonly wide: boolean;
	/** Where it does not fit, the columns after it are shown. */
	readonly yields?: boolean;
	/** A column of the kind itself: these scroll. */
	readonly own: boolean;
	/** Distinguishes rows of the same name, such as NAMESPACE: stays beside the name. */
	readonly shared: boolean;
	/** Raw: must pass `printable` before it reaches a terminal. */
	readonly text: (row: Row, context: CellContext) => string;
	readonly sortValue: (row: Row, rows: RowLookup) => SortValue;
	/** What the cell says that is worth noticing when it changes; always the same where every change is expected. */
	readonly news: (row: Row) => Cell;
	/** How bad the cell is by the thresholds. */
	readonly level: (row: Row) => Level;
	/** Percent to draw as a bar in this cell before its text, or null. */
	readonly bar: (row: Row) => number | null;
};

const unknown = '-';
const noBar = (): null => null;
const noNews = (): null => null;
const noLevel = (): null => null;

// Figures of use and times change all the time.
const isRestless = ({title, type}: Column): boolean => type === 'time' || /^(?:CPU|MEM)/.test(title);

const isText = ({type}: Column): boolean => type === 'text' || type === 'reference';

/** A removed row no longer ages. */
const nowOf = (row: Row, now: number): number => row.removedAt ?? now;

const ageText = (row: Row, now: number): string =>
	row.resource.created === null ? unknown : durationText(nowOf(row, now) - row.resource.created);

// A lower bound of some seconds is of no use, but would make every row of a new screen tick.
const minBoundMs = 60_000;

/**
 * How long the row is in its state: `3m`; `>3m` where only a lower bound is known, from a minute on; `3m!` when stuck,
 * `3m~` when flapping.
 */
export const sinceText = (row: Row, now: number): string => {
	const heldMs = nowOf(row, now) - (row.since ?? row.seen);
	if (row.since === null && heldMs < minBoundMs) return unknown;
	return `${row.since === null ? '>' : ''}${durationText(heldMs)}${row.stuck ? '!' : row.flapping ? '~' : ''}`;
};

const sinceNextChangeMs = (row: Row, now: number): number => {
	const heldMs = now - (row.since ?? row.seen);
	return row.since === null && heldMs < minBoundMs ? minBoundMs - heldMs : nextChangeMs(heldMs);
};

/**
 * The row's message, after the action in progress: `restart… 4s · Pulling`, `restart failed: …`, `restart done ·
 * Pulling`.
 */
export const messageText = ({action, resource}: Row, now: number): string => {
	const message = resource.message ?? '';
	if (!action) return message;
	const title = action.title.toLowerCase();
	const withResult = (result: string): string =>
		action.message ? `${title} ${result}: ${action.message}` : `${title} ${result}`;
	if (action.phase === 'failed') return withResult('failed');
	if (action.phase === 'gone') return `${title}: removed before it was over`;
	// Followed by the row's own message, such as that of the roll-out of a resumed deployment.
	const sign =
		action.phase === 'done' ? withResult('done') : `${title}… ${durationText(now - action.startedAt)}`;
	return message === '' ? sign : `${sign} · ${message}`;
};

const progressOf = ({resource}: Row): number | null =>
	resource.progress === null || resource.transitioning !== 'yes'
		? null
		: Math.min(100, Math.max(0, resource.progress));

const timeText = (time: number, now: number): string =>
	time - now >= 60_000 ? `in ${durationText(time - now)}` : durationText(now - time);

const cellText = (cell: Cell | undefined, type: Column['type'], {now, rows}: CellContext): string => {
	if (cell === undefined || cell === null || cell === '') return unknown;
	if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
	if (typeof cell === 'string') return type === 'reference' ? referenceText(cell, rows) : cell;
	if (type === 'time') return timeText(cell, now);
	const figure = figureText(cell, type);
	if (figure !== null) return figure;
	return Number.isInteger(cell) ? String(cell) : String(Math.round(cell * 100) / 100);
};

const standardColumn = (
	title: string,
	text: GridColumn['text'],
	more: Partial<Pick<GridColumn, 'align' | 'bar' | 'news'>> = {},
): GridColumn => ({
	title,
	align: 'left',
	wide: false,
	own: false,
	shared: false,
	text,
	sortValue: sortValueOf(title, null),
	news: noNews,
	level: noLevel,
	bar: noBar,
	...more,
});

const ownColumn = (column: Column, kind: Kind | null, thresholds: Thresholds): GridColumn => ({
	title: column.title,
	align: isText(column) ? 'left' : 'right',
	wide: column.wide,
	own: true,
	shared: column.shared === true,
	yields: column.wide || column.yields === true,
	text: (row, context) => cellText(cellOf(row, column.title), column.type, context),
	sortValue: sortValueOf(column.title, kind),
	news: isRestless(column) ? noNews : ({resource}) => resource.cells[column.title] ?? null,
	level: levelOf(column.title, kind, thresholds),
	bar: noBar,
});

const source = standardColumn('SOURCE', ({resource}) => resource.source);
const kindColumn = standardColumn('KIND', ({resource}) => resource.kind);
const name = standardColumn('NAME', ({resource}) => resource.name, {news: ({resource}) => resource.name});
const state = standardColumn('STATE', ({resource}) => resource.state, {news: ({resource}) => resource.state});
const since = standardColumn('SINCE', (row, {now}) => sinceText(row, now), {align: 'right'});
const age = standardColumn('AGE', (row, {now}) => ageText(row, now), {align: 'right'});
const message = standardColumn('MESSAGE', (row, {now}) => messageText(row, now), {
	bar: progressOf,
	// Without what counts: the progress, the age of an action.
	news: ({resource, action}) => `${action?.phase ?? ''} ${resource.message ?? ''}`,
});

/** The columns that some of these kinds have in mixed views too, each title once. */
const sharedColumns = (kinds: readonly Kind[]): readonly Column[] => {
	const shared = kinds.flatMap(({columns}) => columns.filter(column => column.shared));
	return [...new Map(shared.map(column => [column.title, column])).values()];
};

/**
 * The columns of a view in their order: SOURCE, KIND, NAME, STATE, SINCE, the kind's own, AGE, and MESSAGE last, so
 * that nothing shifts. `kind` is null for mixed kinds, whose shared columns come from `kinds`; SOURCE is omitted if
 * `sources`, their number, is below 2. `isMixed`: among the rows of the kind are some of others.
 */
export const columnsOf = (
	kind: Kind | null,
	sources: number,
	kinds: readonly Kind[] = [],
	thresholds: Thresholds = usualThresholds,
	isMixed = kind === null,
): readonly GridColumn[] => [
	...(sources > 1 ? [source] : []),
	...(isMixed ? [kindColumn] : []),
	name,
	state,
	since,
	...(kind ? kind.columns : sharedColumns(kinds)).map(column => ownColumn(column, kind, thresholds)),
	age,
	message,
];

/** Milliseconds until a text of this row (SINCE, AGE, own times, action) changes; may be early. */
export const rowNextChangeMs = (row: Row, now: number): number => {
	const {action, resource} = row;
	if (row.removedAt !== null) return Number.POSITIVE_INFINITY;
	let soonestMs = sinceNextChangeMs(row, now);
	if (resource.created !== null) soonestMs = Math.min(soonestMs, nextChangeMs(now - resource.created));
	if (action !== null && action.endedAt === null)
		soonestMs = Math.min(soonestMs, nextChangeMs(now - action.startedAt));
	for (const title in resource.cells) {
		const cell = resource.cells[title];
		if (typeof cell === 'number' && cell >= 1e12)
			soonestMs = Math.min(soonestMs, nextChangeMs(now - cell), 60_000);
	}

	return soonestMs;
};
