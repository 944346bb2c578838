import {jsonText, parseJson} from '../../model/json.js';
import {printable, withoutColours} from '../../model/printable.js';
import {type LineLevel, levelNamed} from './level.js';

/** What a line of JSON or logfmt says. Texts are untrusted: they must pass `printable`. */
export type Structure = {
	readonly format: 'json' | 'logfmt';
	/** When, as it was written. */
	readonly time: string | null;
	readonly level: LineLevel | null;
	/** The level as it was written. */
	readonly levelText: string | null;
	readonly message: string | null;
	/** The rest, in the order of the line. */
	readonly fields: ReadonlyArray<readonly [name: string, text: string]>;
	/** All of it. */
	readonly all: Readonly<Record<string, unknown>>;
};

const timeNames = ['time', 'ts', 'timestamp', '@timestamp', '@t', 't', 'asctime', 'datetime'];
const levelNames = [
	'level',
	'lvl',
	'severity',
	'loglevel',
	'log_level',
	'levelname',
	'log.level',
	'@level',
	'@l',
];
const messageNames = ['msg', 'message', '@message', '@m', 'event'];

// A line with longer ones is shown as it is.
const maxLength = 64 * 1024;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value as the text of a field. */
const textOf = (value: unknown): string => (typeof value === 'string' ? value : (jsonText(value) ?? ''));

const isScalar = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number';

const pairAt = /\s*([^\s="]+)=(?:"([^"\\]*(?:\\.[^"\\]*)*)"|([^\s"]*))(?=\s|$)/y;
const minPairs = 2;

/** The fields of logfmt (`level=info msg="job done"`); null where a line is not that. */
const logfmtOf = (text: string): Readonly<Record<string, unknown>> | null => {
	const fields: Array<readonly [string, string]> = [];
	pairAt.lastIndex = 0;
	let end = 0;
	for (let pair = pairAt.exec(text); pair !== null; pair = pairAt.exec(text)) {
		const [, name = '', quoted, bare = ''] = pair;
		fields.push([name, quoted === undefined ? bare : quoted.replace(/\\(["\\])/g, '$1')]);
		end = pairAt.lastIndex;
	}

	return fields.length < minPairs || text.slice(end).trim() !== '' ? null : Object.fromEntries(fields);
};

const recordOf = (text: string): Pick<Structure, 'format' | 'all'> | null => {
	if (text.startsWith('{')) {
		const all = text.endsWith('}') ? parseJson(text) : null;
		return isRecord(all) ? {format: 'json', all} : null;
	}

	const all = text.includes('=') ? logfmtOf(text) : null;
	return all && {format: 'logfmt', all};
};

/** Reads a line of JSON or logfmt; null for any other. */
export const structureOf = (line: string): Structure | null => {
	if (line.length > maxLength) return null;
	const record = recordOf(withoutColours(line).trim());
	if (record === null) return null;
	const {all} = record;
	const named = (names: readonly string[]): string | null =>
		names.find(name => Object.hasOwn(all, name) && isScalar(all[name])) ?? null;
	const [time, level, message] = [named(timeNames), named(levelNames), named(messageNames)];
	const textAt = (name: string | null): string | null => (name === null ? null : textOf(all[name]));
	const levelText = textAt(level);
	return {
		...record,
		time: textAt(time),
		level: levelText === null ? null : levelNamed(levelText),
		levelText,
		message: textAt(message),
		fields: Object.entries(all).flatMap(([name, value]) =>
			name === time || name === level || name === message ? [] : [[name, textOf(value)] as const],
		),
	};
};

/** One field of a line (`http.status` also within `http`); null where it has none. */
export const fieldOf = ({all}: Structure, name: string): string | null => {
	if (Object.hasOwn(all, name)) return textOf(all[name]);
	let value: unknown = all;
	for (const part of name.split('.')) {
		if (!isRecord(value) || !Object.hasOwn(value, part)) return null;
		value = value[part];
	}

	return textOf(value);
};

/** The names of the fields of a line, harmless. */
export const fieldNames = ({all}: Structure): readonly string[] => Object.keys(all).map(printable);
