import type {Kind} from '../../model/kind.js';
import {suggestion} from '../../model/nearest.js';
import type {Cell} from '../../model/resource.js';
import {fuzzyScore} from '../filter/fuzzy.js';
import {cellOf} from '../rows/cell.js';
import {referenceText} from '../rows/reference.js';
import type {Row, RowLookup} from '../rows/row.js';
import {columnsOfMachine} from '../rows/same-as.js';
import {troubleRank} from '../rows/trouble.js';

/** What a grid is sorted by, and which way. */
export type Sort = {
	/** Title of a column. */
	readonly column: string;
	readonly descending: boolean;
};
/** The value that rows are compared by. Null comes last, in either direction. */
export type SortValue = string | number | null;

/** `since` or `since:desc`, as typed. The column is a title in any case, or `health`. */
export const parseSort = (text: string): Sort | {readonly error: string} => {
	const [, column, direction] = /^\s*([^:]+?)\s*(?::\s*(asc|desc)\s*)?$/i.exec(text) ?? [];
	if (column === undefined)
		return {error: `'${text}' is not a sort order: expected <column> or <column>:desc`};
	return {column: column.toUpperCase(), descending: direction?.toLowerCase() === 'desc'};
};

const byHealth: Sort = {column: 'HEALTH', descending: false};
/** The order of what was found by name: the best match first. */
export const byMatch: Sort = {column: 'MATCH', descending: false};

/** How well a row matches the text that is sought in names; the best comes first. */
export const matchValueOf =
	(found: string) =>
	({resource}: Row): SortValue => {
		const score = fuzzyScore(found, resource.name);
		return score === null ? null : -score;
	};

const byName: Sort = {column: 'NAME', descending: false};

/** The initial order of a tree. */
export const treeSort: Sort = {column: 'NAME', descending: false};

/** The initial order of a view: `all` by health, a kind as it declares, else by name. */
export const defaultSort = (kind: string, kinds: readonly Kind[] = []): Sort => {
	if (kind === 'all') return byHealth;
	return kinds.find(({name}) => name === kind)?.sort ?? byName;
};

/** Whether an order is the default for a kind that was not known yet. */
export const isStopgap = (sort: Sort): boolean => sort === byName;

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

const digitsFrom = (text: string, start: number): number => {
	let end = start;
	while (end < text.length && isDigit(text.charCodeAt(end))) end++;
	return end - start;
};

/** Compares texts with numbers in them as people do: `web-2` before `web-10`. A total order, without allocation. */
export const naturalCompare = (left: string, right: string): number => {
	if (left === right) return 0;
	const length = Math.min(left.length, right.length);
	let index = 0;
	while (index < length && left.charCodeAt(index) === right.charCodeAt(index)) index++;
	const leftDigits = digitsFrom(left, index);
	const rightDigits = digitsFrom(right, index);
	// They differ within a number, or at its end: the longer number is greater.
	const inNumber = (leftDigits > 0 && rightDigits > 0) || (index > 0 && isDigit(left.charCodeAt(index - 1)));
	if (inNumber && leftDigits !== rightDigits) return leftDigits - rightDigits;
	return left < right ? -1 : 1;
};

/** Compares two values for rows in ascending or descending order. */
export const compareValues = (left: SortValue, right: SortValue, descending: boolean): number => {
	if (left === right) return 0;
	if (left === null) return 1;
	if (right === null) return -1;
	const order = comparePresent(left, right);
	return descending ? -order : order;
};

const comparePresent = (left: string | number, right: string | number): number => {
	if (typeof left === 'number') return typeof right === 'number' ? left - right : -1;
	return typeof right === 'number' ? 1 : naturalCompare(left, right);
};

// Greater than any time in milliseconds, so that times never outweigh a level.
const level = 2 ** 42;

/** Worst first; within a level the latest change first, and rows that did not change since rwatch started last. */
const healthOrder = (row: Row): number => troubleRank(row) * level - (row.since ?? 0);

const standard: Readonly<Record<string, (row: Row) => SortValue>> = {
	SOURCE: ({resource}) => resource.source,
	KIND: ({resource}) => resource.kind,
	NAME: ({resource}) => resource.name,
	STATE: ({resource}) => resource.state,
	SINCE: ({since, seen}) => -(since ?? seen),
	AGE: ({resource}) => (resource.created === null ? null : -resource.created),
	MESSAGE: ({resource}) => resource.message || null,
	HEALTH: healthOrder,
	// Those that have been so for longest come first.
	STUCK: row => (row.stuck ? (row.since ?? row.seen) : null),
	FLAPPING: row => (row.flapping ? (row.since ?? row.seen) : null),
};

/** Titles, in upper case, of the columns that a kind (`all` stands for every kind) can be sorted by. */
export const knownColumns = (kind: string, kinds: readonly Kind[]): readonly string[] => {
	const shown = kind === 'all' ? kinds : kinds.filter(({name}) => name === kind);
	const own = shown.flatMap(each =>
		[...columnsOfMachine(each), ...(each.measured ?? [])].map(({title}) => title.toUpperCase()),
	);
	return [...new Set([...Object.keys(standard), ...own])];
};

/** The fault of an order whose column is not among the known titles; else null. */
export const columnFault = ({column}: Sort, known: readonly string[]): string | null => {
	if (known.includes(column)) return null;
	const near = suggestion(
		column.toLowerCase(),
		known.map(title => title.toLowerCase()),
	);
	return `there is no column '${column.toLowerCase()}'${near || `; expected one of ${known.join(', ').toLowerCase()}`}`;
};

const cellValue = (cell: Cell): SortValue => {
	if (cell === null || Number.isNaN(cell)) return null;
	return typeof cell === 'boolean' ? Number(cell) : cell;
};

const ownColumnOf = (title: string, kind: Kind | null) =>
	kind?.columns.find(own => own.title.toUpperCase() === title.toUpperCase());

/** Whether rows of every kind are sorted alike by a column: a kind may have one of its own by that title. */
export const isStandardColumn = (title: string, kind: Kind | null): boolean =>
	Object.hasOwn(standard, title.toUpperCase()) && ownColumnOf(title, kind) === undefined;

/** The sort value of a column; ages and durations ascend from the youngest. `kind` has the kind's own columns. */
export const sortValueOf = (title: string, kind: Kind | null): ((row: Row, rows: RowLookup) => SortValue) => {
	const column = ownColumnOf(title, kind);
	const known = standard[title.toUpperCase()];
	if (known && !column) return known;
	const name = column?.title ?? title;
	return (row, rows) => {
		const value = cellValue(cellOf(row, name));
		if (column?.type === 'reference' && typeof value === 'string') return referenceText(value, rows);
		return column?.type === 'time' && typeof value === 'number' ? -value : value;
	};
};
