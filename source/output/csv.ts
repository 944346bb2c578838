import {jsonText} from '../model/json.js';
import {printable} from '../model/printable.js';

const cellText = (value: unknown): string => {
	if (value === null || value === undefined) return '';
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	const text = typeof value === 'string' ? value : (jsonText(value) ?? '');
	const harmless = text.replace(/[^\r\n]+/g, printable);
	// A spreadsheet would run a cell that starts like this as a formula.
	return /^[=+\-@]/.test(harmless) ? `'${harmless}` : harmless;
};

const quoted = (text: string): string =>
	/[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** One line of CSV (RFC 4180), with its line break; null is an empty cell. */
export const csvLine = (cells: readonly unknown[]): string =>
	`${cells.map(cell => quoted(cellText(cell))).join(',')}\r\n`;
