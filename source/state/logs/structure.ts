import {jsonText, parseJson} from '../../model/json.js';
import {printable, withoutColours} from '../../model/printable.js';

/** What a line of JSON or logfmt says. Texts are untrusted: they must pass `printable`. */
export type Structure = {
	readonly format: 'json' | 'logfmt';
	/** All of it, in the order of the line. */
	readonly all: Readonly<Record<string, unknown>>;
	/** The names of the fields that say when it was written, how bad it is, and what it is about; null without one. */
	readonly time: string | null;
	readonly level: string | null;
	readonly message: string | null;
};

type Role = 'time' | 'level' | 'message';

// Of several names for one thing the first one counts.
const namesOfRoles: Readonly<Record<Role, readonly string[]>> = {
	time: ['time', 'ts', 'timestamp', '@timestamp', '@t', 't', 'asctime', 'datetime'],
	level: ['level', 'lvl', 'severity', 'loglevel', 'log_level', 'levelname', 'log.level', '@level', '@l'],
	message: ['msg', 'message', '@message', '@m', 'event'],
};

const roles: ReadonlyMap<string, {readonly role: Role; readonly rank: number}> = new Map(
	(['time', 'level', 'message'] as const).flatMap(role =>
		namesOfRoles[role].map((name, rank) => [name, {role, rank}] as const),
	),
);

// A line with longer ones is shown as it is.
const maxLength = 64 * 1024;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value as the text of a field. */
export const valueText = (value: unknown): string => {
	if (typeof value === 'string') return value;
	return typeof value === 'number' ? String(value) : (jsonText(value) ?? '');
};

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
	const found: Record<Role, string | null> = {time: null, level: null, message: null};
	const ranks = {time: 100, level: 100, message: 100};
	for (const name of Object.keys(record.all)) {
		const known = roles.get(name);
		if (known === undefined || known.rank >= ranks[known.role] || !isScalar(record.all[name])) continue;
		found[known.role] = name;
		ranks[known.role] = known.rank;
	}

	return {...record, ...found};
};

/** One field of a line (`http.status` also within `http`); null where it has none. */
export const fieldOf = ({all}: Structure, name: string): string | null => {
	if (Object.hasOwn(all, name)) return valueText(all[name]);
	let value: unknown = all;
	for (const part of name.split('.')) {
		if (!isRecord(value) || !Object.hasOwn(value, part)) return null;
		value = value[part];
	}

	return valueText(value);
};

/** The names of the fields of a line, harmless. */
export const fieldNames = ({all}: Structure): readonly string[] => Object.keys(all).map(printable);
