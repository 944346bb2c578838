import {printable} from '../../model/printable.js';
import {type LineLevel, levelNamed} from './level.js';
import {timeText} from './log-text.js';
import {fieldOf, type Structure, structureOf, valueText} from './structure.js';

/** How lines of JSON and logfmt are laid out. */
export type Layout = {
	/** Time, level, message, then fields; else as they were written. */
	readonly isStructured: boolean;
	/** The field that is shown in place of the line, where it has that; null for all of it. */
	readonly field: string | null;
};

/** All lines as they were written. */
export const asWritten: Layout = {isStructured: false, field: null};

/** A part of a line that is laid out, by what it is. */
export type LaidOutPart = {
	readonly start: number;
	readonly end: number;
	readonly role: 'time' | 'key' | LineLevel;
};

type LaidOut = {readonly text: string; readonly parts: readonly LaidOutPart[]};

const withZone = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)$/;
// Seconds, milliseconds, microseconds or nanoseconds since 1970: of times from 2001 on they differ in length.
const epoch = /^(\d{10})(?:\.\d+|\d{3}|\d{6}|\d{9})?$/;

/** When a line says that it was written, epoch milliseconds; null where that cannot be known. */
const instantIn = (text: string): number | null => {
	if (epoch.test(text))
		return text.includes('.') ? Math.floor(Number(text) * 1000) : Number(text.slice(0, 13).padEnd(13, '0'));
	const at = withZone.test(text) ? Date.parse(text.replace(',', '.').replace(' ', 'T')) : Number.NaN;
	return Number.isNaN(at) ? null : at;
};

const timeIn = (text: string, dated: boolean): string => {
	const at = instantIn(text);
	return at === null ? text : timeText({at, nanos: 0}, dated);
};

const words: Readonly<Record<LineLevel, string>> = {
	debug: 'DEBUG',
	info: 'INFO',
	warning: 'WARN',
	error: 'ERROR',
};

const fieldText = (value: unknown): string => {
	const text = valueText(value);
	return text === '' || (/\s/.test(text) && !/^[[{]/.test(text)) ? JSON.stringify(text) : text;
};

const wholeLine = ({all, time, level, message}: Structure, dated: boolean): LaidOut => {
	const parts: LaidOutPart[] = [];
	let text = '';
	const add = (piece: string, role: LaidOutPart['role'] | null): void => {
		const start = text.length;
		text += printable(piece);
		if (role !== null) parts.push({start, end: text.length, role});
	};
	if (time !== null) add(timeIn(valueText(all[time]), dated), 'time');
	if (level !== null) {
		const written = valueText(all[level]);
		const known = levelNamed(written);
		if (text !== '') text += ' ';
		add((known === null ? written : words[known]).padEnd(5), known);
	}

	if (message !== null) {
		if (text !== '') text += ' ';
		add(valueText(all[message]), null);
	}

	for (const name of Object.keys(all)) {
		if (name === time || name === level || name === message) continue;
		if (text !== '') text += ' ';
		add(`${name}=`, 'key');
		add(fieldText(all[name]), null);
	}

	return {text, parts};
};

/** A line of JSON or logfmt, laid out and harmless; null for one that is shown as it was written. */
export const laidOut = (line: string, {isStructured, field}: Layout, dated: boolean): LaidOut | null => {
	const structure = isStructured ? structureOf(line) : null;
	if (structure === null) return null;
	const own = field === null ? null : fieldOf(structure, field);
	return own === null ? wholeLine(structure, dated) : {text: printable(own), parts: []};
};
