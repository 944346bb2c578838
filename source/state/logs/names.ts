import {printable} from '../../model/printable.js';
import type {Resource, ResourceKey} from '../../model/resource.js';
import {displayWidth, graphemesIn} from '../text/display-width.js';
import type {LogEntry} from './entry.js';
import type {Writer} from './writer.js';

// The rest is for the text of the lines.
const maxShare = 0.3;
const maxColumns = 32;
const minColumns = 8;

type Lookup = (key: ResourceKey) => Resource | undefined;

/** The name of the project or cluster that a row is in, where a cell of it refers to that; else its id. */
const scopeName = ({scope, cells}: Resource, get: Lookup): string => {
	for (const title in cells) {
		const cell = cells[title];
		const row = typeof cell === 'string' ? get(cell) : undefined;
		if (row?.id === scope) return row.name;
	}

	return scope;
};

const namesOf = (row: Resource, get: Lookup): readonly string[] => {
	const {name, source, kind, key} = row;
	const scope = scopeName(row, get);
	return [
		name,
		`${source} ${name}`,
		`${scope} ${name}`,
		`${source} ${scope} ${name}`,
		`${source} ${scope} ${kind} ${name}`,
		key,
	];
};

/** The name of each row, with as much before it as distinguishes it from the others. */
const distinctNames = (rows: readonly Resource[], get: Lookup): ReadonlyMap<ResourceKey, string> => {
	const names = new Map(rows.map(row => [row.key, namesOf(row, get)] as const));
	const counts = new Map<string, number>();
	for (const each of names.values()) {
		for (const name of new Set(each)) counts.set(name, (counts.get(name) ?? 0) + 1);
	}

	return new Map([...names].map(([key, each]) => [key, each.find(name => counts.get(name) === 1) ?? key]));
};

// What is left of a name has to be something that a person can say.
const minName = 4;

/** How much all of them begin with, up to a slash or a dash: namespace or stack, workload and template. */
const sharedLength = (names: readonly string[]): number => {
	const [first = '', ...others] = names;
	let length = 0;
	for (let at = 0; at < first.length && others.length > 0; at++) {
		const part = first.slice(0, at + 1);
		if (!others.every(name => name.startsWith(part))) break;
		const isEnd = first[at] === '/' || first[at] === '-';
		if (isEnd && names.every(name => name.length - part.length >= minName)) length = at + 1;
	}

	return length;
};

/**
 * Gives writers names that are short and differ: those of their rows, with the container where a row has several.
 *
 * @param get finds a row by its key
 */
export const nameWriters = (writers: readonly Writer[], get: Lookup): void => {
	const perRow = new Map<ResourceKey, Set<string | null>>();
	for (const {resource, container} of writers) {
		perRow.set(resource.key, (perRow.get(resource.key) ?? new Set()).add(container));
	}

	const rows = new Map(writers.map(({resource}) => [resource.key, resource]));
	const names = distinctNames([...rows.values()], get);
	const shared = sharedLength([...names.values()]);
	for (const writer of writers) {
		const {resource, container} = writer;
		const hasOthers = (perRow.get(resource.key)?.size ?? 0) > 1;
		const name =
			perRow.size === 1 && hasOthers ? '' : (names.get(resource.key) ?? resource.name).slice(shared);
		writer.label = [name, hasOthers ? (container ?? '') : ''].filter(part => part !== '').join(' ');
	}
};

/** The name before an entry; null where all are by one writer. Untrusted. */
export const nameOf = (entry: LogEntry, hasSeveral: boolean): string | null => {
	const origin = entry.type === 'line' ? entry.line.origin : null;
	const label = hasSeveral ? (entry.writer?.label ?? null) : null;
	return label === null || origin === null ? (label ?? origin) : `${label} ${origin}`;
};

/** Cells for the names of lines, given the width of the widest, on a screen of `columns`; 0 for none. */
export const nameColumns = (widest: number, columns: number): number =>
	Math.min(widest, maxColumns, Math.max(minColumns, Math.floor(columns * maxShare)));

/** A name in exactly so many cells: cut in the middle if too long, because names differ at their ends. */
export const fittedName = (name: string, columns: number, ellipsis: string): string => {
	const text = printable(name);
	const width = displayWidth(text);
	if (width <= columns) return text + ' '.repeat(columns - width);
	const room = Math.max(0, columns - displayWidth(ellipsis));
	const graphemes = [...graphemesIn(text)];
	const front = taken(graphemes, Math.floor(room / 3));
	const back = taken(graphemes.toReversed(), room - displayWidth(front.join('')));
	const fitted = front.join('') + ellipsis + back.toReversed().join('');
	return fitted + ' '.repeat(Math.max(0, columns - displayWidth(fitted)));
};

const taken = (graphemes: readonly string[], columns: number): readonly string[] => {
	let left = columns;
	const end = graphemes.findIndex(grapheme => {
		left -= displayWidth(grapheme);
		return left < 0;
	});
	return end === -1 ? graphemes : graphemes.slice(0, end);
};
