import * as v from 'valibot';
import {type Document, isCollection, isMap, isNode, isScalar, LineCounter, parseDocument} from 'yaml';
import {fileFault} from '../files/fault.js';
import {type Files, readableFault} from '../files/read.js';
import {messageOf, UsageError} from '../model/errors.js';
import {isObject} from '../model/json-object.js';
import {suggestion} from '../model/nearest.js';
import {ConfigError, type Faults} from './faults.js';
import {type FileContent, type FileSchema, fileSchema, knownKeys, type SourceEntry} from './schema.js';

/** A configuration file that was read; an empty one where there is none. */
export type ConfigFile = {
	readonly path: string;
	readonly content: FileContent;
	/** The names of all sources in it, also of those whose entries have a fault. */
	readonly sourceNames: ReadonlySet<string>;
	/** `config.yaml:4: sources.prod.via`, for the start of an error message. */
	readonly place: (...path: readonly string[]) => string;
	readonly warnings: readonly string[];
};

type Issue = v.InferIssue<FileSchema>;

type Path = readonly string[];

const isUnknownKey = ({type, expected}: Issue): boolean => type === 'strict_object' && expected === 'never';

const lineOf = (document: Document.Parsed, lines: LineCounter, path: readonly string[]): number => {
	let node: unknown = document.contents;
	let offset = document.contents?.range[0] ?? 0;
	for (const step of path) {
		if (!isCollection(node)) break;
		const pair = isMap(node)
			? node.items.find(({key}) => isScalar(key) && String(key.value) === step)
			: undefined;
		if (pair && isScalar(pair.key)) offset = pair.key.range?.[0] ?? offset;
		node = node.get(isMap(node) ? (isScalar(pair?.key) ? pair.key.value : step) : Number(step), true);
		if (!pair && isNode(node)) offset = node.range?.[0] ?? offset;
	}

	return lines.linePos(offset).line;
};

const typeName = (value: unknown): string => {
	if (value === null || value === undefined) return 'nothing';
	if (Array.isArray(value)) return 'a list';
	const names: Readonly<Record<string, string>> = {
		string: value === '' ? 'an empty text' : 'a text',
		number: 'a number',
		boolean: 'true or false',
		object: 'a map',
	};
	return names[typeof value] ?? typeof value;
};

// What the required keys of each part of the file hold.
const missing: Readonly<Record<string, string>> = {
	sources: 'the URL of a server',
	plugins: 'a program with its arguments',
	alerts: 'a filter expression',
};

/** What is wrong, in words. Values are not repeated: one of them may be a secret in the wrong place. */
const describe = (issue: Issue, path: readonly string[]): string => {
	const key = path.at(-1) ?? '';
	if (isUnknownKey(issue)) {
		const known = knownKeys(path);
		return `unknown key${suggestion(key, known) || `; known are ${known.join(', ')}`}`;
	}

	if (issue.type === 'strict_object' && path.length > 0 && issue.expected === `"${key}"`) {
		return `missing; expected ${missing[path[0] ?? ''] ?? 'a text'}`;
	}

	return `expected ${issue.message}, found ${issue.type === 'picklist' ? 'something else' : typeName(issue.input)}`;
};

const hasSecret = (content: FileContent): boolean =>
	Object.values(content.sources ?? {}).some(
		(entry: SourceEntry) => (entry.token ?? entry.secretKey ?? entry.password) !== undefined,
	);

const parseYaml = (path: string, text: string, lines: LineCounter, faults: Faults): Document.Parsed => {
	const document = parseDocument(text, {lineCounter: lines, prettyErrors: false});
	const at = (position: number) => `${path}:${lines.linePos(position).line}`;
	for (const {code, pos} of document.warnings) {
		// `filter: !health:ok` without quotes is a tag for YAML, and the value is lost.
		if (code === 'TAG_RESOLVE_FAILED')
			faults.doubt(`${at(pos[0])}: expected quotes around a text that begins with !, found a YAML tag`);
	}

	if (document.errors.length > 0) {
		throw new ConfigError(
			document.errors.map(({pos, message}) => `${at(pos[0])}: not valid YAML: ${message.split('\n')[0]}`),
		);
	}

	return document;
};

/** The content of the document. A dangling alias, or one that expands a small file to a large value, is refused. */
const plainOf = (document: Document.Parsed, path: string): unknown => {
	try {
		return document.toJS({maxAliasCount: 100});
	} catch (error) {
		throw new UsageError(`${path}: not valid YAML: ${messageOf(error)}`);
	}
};

/** The content without the values at these paths; a source or view with a wrong value is dropped completely. */
const without = (plain: unknown, paths: readonly Path[]): unknown => {
	if (typeof plain !== 'object' || plain === null || paths.some(({length}) => length === 0)) return {};
	const left = (key: string, value: unknown): unknown => {
		const inside = paths.filter(([first]) => first === key).map(([, ...rest]) => rest);
		if (inside.some(rest => rest.length === 0)) return undefined;
		return inside.length === 0 ? value : without(value, inside);
	};
	// The items of a list keep their places, by which the lines of other faults are found.
	if (Array.isArray(plain)) return plain.map((item, index) => left(String(index), item));
	return Object.fromEntries(
		Object.entries(plain).flatMap(([key, value]) => {
			const rest = left(key, value);
			return rest === undefined ? [] : [[key, rest]];
		}),
	);
};

/**
 * The content without the entries that have a fault, so that the others can be checked further. Of several unknown keys
 * side by side the schema reports only the first: it is asked again without that one.
 */
const contentOf = (
	plain: unknown,
	schema: FileSchema,
	report: (issue: Issue, path: Path) => void,
): FileContent => {
	const faulty: Path[] = [];
	for (let rest = plain; ; ) {
		const {success, issues, output} = v.safeParse(schema, rest);
		if (success) return faulty.length === 0 ? output : v.parse(schema, without(rest, faulty));
		const found = issues.map(issue => ({issue, path: (issue.path ?? []).map(({key}) => String(key))}));
		for (const {issue, path} of found) report(issue, path);
		const entries = found.map(({path}) => path.slice(0, 2));
		faulty.push(...entries.filter(path => path.length === 2));
		rest = without(
			rest,
			found.map(({issue, path}) => (isUnknownKey(issue) ? path : path.slice(0, 2))),
		);
	}
};

/** Names that the schema ignores: those that every object of JavaScript has. */
const reservedNames = (plain: unknown): readonly Path[] =>
	Object.entries(typeof plain === 'object' ? (plain ?? {}) : {}).flatMap(([group, entries]) =>
		Object.keys(typeof entries === 'object' ? (entries ?? {}) : {})
			.filter(name => ['__proto__', 'prototype', 'constructor'].includes(name))
			.map(name => [group, name]),
	);

const sourceNamesIn = (plain: unknown): ReadonlySet<string> =>
	new Set(isObject(plain) && isObject(plain.sources) ? Object.keys(plain.sources) : []);

const readText = (path: string, files: Files): string | null => {
	try {
		return files.read(path);
	} catch (error) {
		throw new UsageError(`${path}: cannot read the configuration file: ${fileFault(error)}`);
	}
};

/** The content of a missing file. */
export const emptyFile = (path: string): ConfigFile => ({
	path,
	content: {},
	sourceNames: new Set(),
	place: () => path,
	warnings: [],
});

/**
 * Reads and checks the configuration file, in which sources may be of these families. What is wrong with an entry goes to
 * `faults` with file, line and what was expected there, and the entry is omitted. Throws `UsageError` where it is not
 * YAML at all, or when a `required` file is not there.
 */
export const readConfigFile = (
	path: string,
	files: Files,
	required: boolean,
	families: readonly string[],
	faults: Faults,
): ConfigFile => {
	const text = readText(path, files);
	if (text === null) {
		if (required) throw new UsageError(`${path}: there is no such configuration file`);
		return emptyFile(path);
	}

	const lines = new LineCounter();
	const document = parseYaml(path, text, lines, faults);
	const place = (...steps: readonly string[]) => {
		const where = `${path}:${lineOf(document, lines, steps)}`;
		return steps.length === 0 ? where : `${where}: ${steps.join('.')}`;
	};
	const plain = plainOf(document, path);
	const content = contentOf(plain ?? {}, fileSchema(families), (issue, steps) =>
		faults.add(`${place(...steps)}: ${describe(issue, steps)}`),
	);
	for (const steps of reservedNames(plain)) faults.add(`${place(...steps)}: expected another name`);
	const readable = hasSecret(content) ? readableFault(path, files) : null;
	const warnings = readable === null ? [] : [readable];
	return {path, content, sourceNames: sourceNamesIn(plain), place, warnings};
};
