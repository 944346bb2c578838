import {
	Document,
	type DocumentOptions,
	isPair,
	isScalar,
	type ParseOptions,
	parseDocument,
	type SchemaOptions,
	type Tags,
	visit,
	type YAMLError,
} from 'yaml';
import {isObject, type JsonObject} from '../../model/json-object.js';

type Tag = Tags[number];

// A time, and what looks like one (`1:30`), is a text to Kubernetes; other readers of YAML 1.1 need quotes around it.
const isTime = (tag: Tag): boolean =>
	typeof tag !== 'string' &&
	(tag.tag === 'tag:yaml.org,2002:timestamp' || ('format' in tag && tag.format === 'TIME'));

// A text `<<` would be written without quotes.
const isMerge = (tag: Tag): boolean =>
	(typeof tag === 'string' ? tag : tag.tag) === 'tag:yaml.org,2002:merge';

const asText = (tag: Tag): Tag =>
	typeof tag !== 'string' && isTime(tag) && !tag.collection
		? {...tag, identify: () => false, resolve: (text: string) => text}
		: tag;

// As kubectl reads it; whole numbers of any size stay what they are.
const options: ParseOptions & DocumentOptions & SchemaOptions & {readonly intAsBigInt: true} = {
	schema: 'yaml-1.1',
	intAsBigInt: true,
	// It compares each key with all others: half a minute for 40,000 of them. See `repeatedField`.
	uniqueKeys: false,
	customTags: tags => tags.filter(tag => !isMerge(tag)).map(asText),
};

type Parsed = ReturnType<typeof parseDocument>;

const written = (document: Parsed | Document): string => document.toString({lineWidth: 0});

/**
 * An object as it is to be edited, from its JSON: its fields stay in their order.
 *
 * @param omitted path of a field that is left out, if it is there
 */
export const yamlOfJson = (json: string, omitted: readonly string[] = []): string => {
	const document = parseDocument(json, options);
	if (omitted.length > 0 && document.hasIn(omitted)) document.deleteIn(omitted);
	visit(document, {
		Collection(_key, node) {
			node.flow = node.items.length === 0;
		},
		Scalar(_key, node) {
			delete node.type;
		},
	});
	return written(document);
};

/** An object as YAML. */
export const yamlOf = (object: JsonObject): string =>
	written(new Document(object, null, {...options, aliasDuplicateObjects: false}));

/** What an edited text holds: an object, nothing at all, or what is wrong with it. */
type Edited =
	| {readonly type: 'object'; readonly object: JsonObject}
	| {readonly type: 'empty'}
	| {readonly type: 'fault'; readonly reason: string};

const nameOf = (key: unknown): string => (isScalar(key) ? String(key.value) : String(key));

/** The path of a field that stands twice in its object; null where there is none. */
const repeatedField = (document: Parsed): string | null => {
	let found: string | null = null;
	visit(document, {
		Map(_key, {items}, ancestors) {
			const names = new Set<string>();
			for (const {key} of items) {
				const name = nameOf(key);
				if (names.has(name)) {
					const path = ancestors.flatMap(each => (isPair(each) ? [nameOf(each.key)] : []));
					found = [...path, name].join('.');
					return visit.BREAK;
				}

				names.add(name);
			}

			return undefined;
		},
	});
	return found;
};

// Its line is not that of the file, which has comments above; the words of the library are for programmers.
const faultOf = ({code, message}: YAMLError): string =>
	code === 'MULTIPLE_DOCS'
		? 'It has several documents (---): leave only one'
		: `It is not YAML: ${message.trimEnd().replace(/ at line \d+, column \d+:/, ':')}`;

/** Reads what a person edited. Never throws. */
export const readEdited = (text: string): Edited => {
	const document = parseDocument(text, options);
	const [error] = document.errors;
	if (error) return {type: 'fault', reason: faultOf(error)};
	if (document.contents === null) return {type: 'empty'};
	const repeated = repeatedField(document);
	if (repeated !== null) return {type: 'fault', reason: `${repeated} stands there twice`};
	try {
		const object: unknown = document.toJS({maxAliasCount: 100});
		if (object === null) return {type: 'empty'};
		if (isObject(object)) return {type: 'object', object};
		return {type: 'fault', reason: 'It is not an object: its fields are missing'};
	} catch (thrown) {
		return {type: 'fault', reason: thrown instanceof Error ? thrown.message : String(thrown)};
	}
};
