import * as v from 'valibot';
import {type Document, isCollection, isMap, isScalar, LineCounter, parseDocument} from 'yaml';
import {messageOf, UsageError} from '../model/errors.ts';
import {fileFault} from '../model/file-fault.ts';
import {suggestion} from '../model/nearest.ts';
import {ConfigError, type Faults} from './faults.ts';
import {type Files, readableFault} from './files.ts';
import {type FileContent, fileSchema, knownKeys, type SourceEntry} from './schema.ts';

/** A configuration file that was read; an empty one where there is none. */
export type ConfigFile = {
	readonly path: string;
	readonly content: FileContent;
	/** `config.yaml:4: sources.prod.via`, for the start of an error message. */
	readonly place: (...path: readonly string[]) => string;
	/** One line each. */
	readonly warnings: readonly string[];
};

type Issue = v.InferIssue<typeof fileSchema>;

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

/** What is wrong, in words. Values are not repeated: one of them may be a secret in the wrong place. */
const describe = (issue: Issue, path: readonly string[]): string => {
	const key = path.at(-1) ?? '';
	if (issue.type === 'strict_object' && issue.expected === 'never') {
		const known = knownKeys(path);
		return `unknown key${suggestion(key, known) || `; known are ${known.join(', ')}`}`;
	}

	if (issue.type === 'strict_object' && path.length > 0 && issue.expected === `"${key}"`) {
		return 'missing; expected the URL of a server';
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

/** What the document says. An alias to nothing, or one that makes a small file a large value, is refused. */
const plainOf = (document: Document.Parsed, path: string): unknown => {
	try {
		return document.toJS({maxAliasCount: 100});
	} catch (error) {
		throw new UsageError(`${path}: not valid YAML: ${messageOf(error)}`);
	}
};

/** The file without the entries that have a fault, so that the others can be checked further. */
const withoutFaulty = (plain: unknown, paths: readonly (readonly string[])[]): unknown => {
	if (typeof plain !== 'object' || plain === null || Array.isArray(plain)) return {};
	const kept: Record<string, unknown> = {...plain};
	for (const [first = '', second] of paths) {
		const group = kept[first];
		if (second === undefined || typeof group !== 'object' || group === null) delete kept[first];
		else kept[first] = Object.fromEntries(Object.entries(group).filter(([name]) => name !== second));
	}

	return kept;
};

const readText = (path: string, files: Files): string | null => {
	try {
		return files.read(path);
	} catch (error) {
		throw new UsageError(`${path}: cannot read the configuration file: ${fileFault(error)}`);
	}
};

/** What there is where there is no file. */
export const emptyFile = (path: string): ConfigFile => ({path, content: {}, place: () => path, warnings: []});

/**
 * Reads and checks the configuration file. What is wrong with an entry goes to `faults` with file, line and what was
 * expected there, and the entry is omitted.
 * Throws `UsageError` where it is not YAML at all, or when a `required` file is not there.
 */
export const readConfigFile = (path: string, files: Files, required: boolean, faults: Faults): ConfigFile => {
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
	const result = v.safeParse(fileSchema, plain ?? {});
	const issues = (result.issues ?? []).map(issue => ({
		issue,
		steps: (issue.path ?? []).map(({key}) => String(key)),
	}));
	for (const {issue, steps} of issues) faults.add(`${place(...steps)}: ${describe(issue, steps)}`);
	const content = result.success
		? result.output
		: v.parse(
				fileSchema,
				withoutFaulty(
					plain,
					issues.map(({steps}) => steps),
				),
			);
	const readable = hasSecret(content) ? readableFault(path, files) : null;
	return {path, content, place, warnings: readable === null ? [] : [readable]};
};
