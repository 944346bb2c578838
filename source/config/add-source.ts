import {Document, isMap, isNode, isScalar, isSeq, parseDocument, YAMLMap} from 'yaml';
import {UsageError} from '../model/errors.js';

/** One line of an entry. */
export type EntryLine = {
	readonly key: string;
	readonly value: string | boolean | readonly string[];
	readonly comment?: string;
};

const head = ' The configuration of rwatch: rwatch help configuration has all keys.';

const documentOf = (path: string, text: string | null): Document => {
	if (text === null || text.trim() === '') {
		const document = new Document({});
		document.commentBefore = head;
		return document;
	}

	const document = parseDocument(text);
	const [error] = document.errors;
	if (!error) return document;
	throw new UsageError(
		`${path}:${error.linePos?.[0].line ?? 1}: not valid YAML; fix it first (rwatch config check)`,
	);
};

const sourcesOf = (path: string, document: Document): YAMLMap => {
	if (document.contents !== null && !isMap(document.contents))
		throw new UsageError(`${path}: expected a map; fix it first (rwatch config check)`);
	const sources = document.get('sources');
	if (isMap(sources)) return sources;
	if (sources !== undefined && sources !== null)
		throw new UsageError(`${path}: sources: expected a map of sources; fix it first (rwatch config check)`);
	const empty = new YAMLMap();
	document.set('sources', empty);
	return empty;
};

const entryOf = (document: Document, lines: readonly EntryLine[]) => {
	const entry = document.createNode(Object.fromEntries(lines.map(({key, value}) => [key, value])));
	if (!isMap(entry)) throw new Error('an entry is a map');
	for (const {key, value} of entry.items) {
		const comment = lines.find(line => isScalar(key) && line.key === key.value)?.comment;
		if (!isNode(value)) continue;
		if (isSeq(value)) value.flow = true;
		if (comment !== undefined) value.comment = ` ${comment}`;
	}

	return entry;
};

// What is there keeps its depth.
const indentOf = (text: string | null): number => /^( +)\S/m.exec(text ?? '')?.[1]?.length ?? 2;

/** The names of the sources that a configuration has. Throws `UsageError` for one that cannot be extended. */
export const sourceNames = (path: string, text: string | null): readonly string[] =>
	sourcesOf(path, documentOf(path, text)).items.map(({key}) => String(isScalar(key) ? key.value : key));

/**
 * A configuration with one more source; comments stay. `text`: what is in the file now, null where there is none.
 * Throws `UsageError` where it cannot be extended, or has a source of that name.
 */
export const withSource = (
	path: string,
	text: string | null,
	name: string,
	lines: readonly EntryLine[],
): string => {
	const document = documentOf(path, text);
	const sources = sourcesOf(path, document);
	if (sources.has(name)) throw new UsageError(`${path}: there is a source '${name}' already`);
	if (sources.items.length === 0) sources.flow = false;
	sources.add(document.createPair(name, entryOf(document, lines)));
	const indent = Math.min(indentOf(text), 8);
	return document.toString({lineWidth: 0, indent});
};
