import {verbs} from '../../model/action.js';
import {isObject} from '../../model/json-object.js';
import type {JournalLine, JournalRow, Outcome} from './line.js';

/** A line with the run that wrote it. */
export type WrittenLine = JournalLine & {readonly run: string};

const outcomes: readonly Outcome[] = ['done', 'failed', 'unknown'];

const textOr = <Fallback>(value: unknown, fallback: Fallback): string | Fallback =>
	typeof value === 'string' ? value : fallback;

const readRow = (row: unknown): readonly JournalRow[] => {
	if (!isObject(row)) return [];
	const {key, kind, id, name, source, where, title} = row;
	if (typeof key !== 'string' || typeof name !== 'string' || typeof source !== 'string') return [];
	const known = {key, kind: textOr(kind, ''), id: textOr(id, ''), name, source, where: textOr(where, source)};
	return [typeof title === 'string' ? {...known, title} : known];
};

const readAction = (action: unknown): {name: string; verb: (typeof verbs)[number] | null} | null =>
	isObject(action) && typeof action.name === 'string'
		? {name: action.name, verb: verbs.find(verb => verb === action.verb) ?? null}
		: null;

/** A line of the file; null for what is not one, such as a line that was cut by a crash. */
export const readLine = (line: unknown): WrittenLine | null => {
	if (!isObject(line)) return null;
	const {type, run, id, time, row, message, state, outcome} = line;
	if (typeof run !== 'string' || typeof id !== 'string' || typeof time !== 'string') return null;
	if (Number.isNaN(Date.parse(time))) return null;
	const about = {run, id, time, row: textOr(row, null), message: textOr(message, null)};
	switch (type) {
		case 'sent': {
			const {title, action, rows, input, source, line: typed} = line;
			if (typeof title !== 'string') return null;
			return {
				type,
				...{run, id, time, title},
				action: readAction(action),
				rows: Array.isArray(rows) ? rows.flatMap(readRow) : [],
				input: isObject(input) ? input : {},
				source: textOr(source, null),
				line: textOr(typed, null),
			};
		}

		case 'answered':
			return {type, ...about};
		case 'state':
			return typeof state === 'string' ? {type, state, ...about} : null;
		case 'ended': {
			const known = outcomes.find(one => one === outcome);
			return known === undefined ? null : {type, outcome: known, ...about};
		}

		default:
			return null;
	}
};
