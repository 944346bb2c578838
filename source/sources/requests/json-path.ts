import {JSONPathEnvironment, type JSONPathQuery, type JSONValue} from 'json-p3';
import {isObject, type JsonObject} from '../../model/json-object.js';

/** Reads one value of an object; undefined where there is none. */
type ReadPath = (object: JsonObject) => unknown;

const segment = /\.((?:\\.|[^.[\\])+)|\[(\d+)\]|\['([^']*)'\]|\["([^"]*)"\]/y;

type Part = {readonly text: string; readonly isFilter: boolean};

/** The end of a bracket that opens at `start`: quotes and brackets within do not count. */
const endOfBracket = (path: string, start: number): number => {
	let depth = 0;
	let quote = '';
	for (let at = start; at < path.length; at++) {
		const character = path[at] ?? '';
		if (quote !== '') {
			if (character === '\\') at++;
			else if (character === quote) quote = '';
		} else if (character === '"' || character === "'") quote = character;
		else if (character === '[') depth++;
		else if (character === ']' && --depth === 0) return at + 1;
	}

	return path.length;
};

/** Names and indexes one after the other; what is in brackets and neither stays as it is. Null: not a path. */
const partsOf = (path: string): readonly Part[] | null => {
	const parts: Part[] = [];
	for (let at = path.startsWith('$') ? 1 : 0; at < path.length; ) {
		segment.lastIndex = at;
		const match = segment.exec(path);
		if (match) {
			const [, name, index, single, double] = match;
			const text = name?.replace(/\\(.)/g, '$1') ?? index ?? single ?? double ?? '';
			parts.push({text, isFilter: name === '*'});
			at = segment.lastIndex;
		} else if (path[at] === '[') {
			const end = endOfBracket(path, at);
			parts.push({text: path.slice(at, end), isFilter: true});
			at = end;
		} else return null;
	}

	return parts;
};

const stepThrough =
	(parts: readonly Part[]): ReadPath =>
	object => {
		let value: unknown = object;
		for (const {text} of parts) {
			if (Array.isArray(value)) value = value[Number(text)];
			else value = isObject(value) ? value[text] : undefined;
		}

		return value;
	};

let environment: JSONPathEnvironment | null = null;

const compile = (path: string): JSONPathQuery | null => {
	if (environment === null) {
		environment = new JSONPathEnvironment();
		// Kubernetes has no functions in paths, and a pattern of somebody's could take for ever.
		environment.functionRegister.clear();
	}

	try {
		return environment.compile(path);
	} catch {
		return null;
	}
};

const isJson = (value: unknown): value is JSONValue => value !== undefined;

// Plain names need no query; kubectl's `\.` becomes a quoted name.
const queryOf = (parts: readonly Part[]): JSONPathQuery | null => {
	const standard = parts.map(({text, isFilter}) =>
		isFilter ? (text === '*' ? '[*]' : text) : /^\d+$/.test(text) ? `[${text}]` : `[${JSON.stringify(text)}]`,
	);
	return compile(`$${standard.join('')}`);
};

const isPlain = (parts: readonly Part[]): boolean => !parts.some(({isFilter}) => isFilter);

/**
 * Reads a path of a printer column: `.status.conditions[?(@.type=="Ready")].status`, `.metadata.labels.a\.b/c`. Of
 * several results the first counts (kubernetes apiextensions-apiserver pkg/registry/customresource/tableconvertor).
 */
export const readPath = (path: string): ReadPath => {
	const parts = partsOf(path);
	if (parts === null) return () => undefined;
	if (isPlain(parts)) return stepThrough(parts);
	const query = queryOf(parts);
	return object => (query !== null && isJson(object) ? query.match(object)?.value : undefined);
};

// As kubectl takes it: in braces or not.
const withoutBraces = (path: string): string => /^\{(.*)\}$/s.exec(path.trim())?.[1]?.trim() ?? path.trim();

/** Whether a text is a path that can be read. */
export const isPath = (text: string): boolean => {
	const parts = partsOf(withoutBraces(text));
	return parts !== null && parts.length > 0 && (isPlain(parts) || queryOf(parts) !== null);
};

/** The names that a path begins with, up to what is no plain name. */
export const firstFields = (path: string): readonly string[] => {
	const parts = partsOf(withoutBraces(path)) ?? [];
	const end = parts.findIndex(({text, isFilter}) => isFilter || /^\d+$/.test(text) || text.includes('.'));
	return parts.slice(0, end === -1 ? parts.length : end).map(({text}) => text);
};

/** Reads all that a path finds, as `{.spec.containers[*].image}` does. */
export const readValues = (path: string): ((object: JsonObject) => readonly unknown[]) => {
	const parts = partsOf(withoutBraces(path)) ?? [];
	if (isPlain(parts)) {
		const read = stepThrough(parts);
		return object => [read(object)];
	}

	const query = queryOf(parts);
	return object => (query !== null && isJson(object) ? query.query(object).values() : []);
};
