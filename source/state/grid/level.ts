import type {Kind} from '../../model/kind.js';
import type {Threshold, Thresholds} from '../../model/thresholds.js';
import {leadingAmount} from '../filter/amount.js';
import {cellOf} from '../rows/cell.js';
import type {Row} from '../rows/row.js';

/** How bad a value is by the thresholds; null if it is well, or unknown. */
export type Level = 'warning' | 'error' | null;

const levelBy = (value: number | null, {warning, error}: Threshold): Level =>
	value === null ? null : value >= error ? 'error' : value >= warning ? 'warning' : null;

// What is used is judged by the share that counts.
const judges: Readonly<Record<string, readonly [of: keyof Thresholds, by: string]>> = {
	CPU: ['cpu', 'CPU%'],
	'CPU%': ['cpu', 'CPU%'],
	MEM: ['memory', 'MEM%'],
	'MEM%': ['memory', 'MEM%'],
};

const numberIn = (row: Row, title: string): number | null => {
	const cell = cellOf(row, title);
	if (typeof cell !== 'string') return typeof cell === 'number' ? cell : null;
	return leadingAmount(cell)?.count ?? null;
};

const never = (): Level => null;

/** Judges the cells of a column; columns of what is not measured are never bad, but for the number of restarts. */
export const levelOf = (title: string, kind: Kind | null, thresholds: Thresholds): ((row: Row) => Level) => {
	if (title === 'RESTARTS') return row => levelBy(numberIn(row, title), thresholds.restarts);
	const judge = judges[title];
	if (judge === undefined || !kind?.measured?.some(column => column.title === title)) return never;
	const [of, by] = judge;
	return row => levelBy(numberIn(row, by), thresholds[of]);
};
