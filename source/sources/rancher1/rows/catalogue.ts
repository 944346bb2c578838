import type {JsonObject} from '../../../model/json-object.js';
import type {Kind} from '../../../model/kind.js';
import {withoutEnd} from '../../../model/text-end.js';
import {mapOf, mapsOf, textOf} from '../../requests/json-fields.js';
import type {Api} from '../wire/api.js';
import {baseOfType, isHiddenType, kindNameOf} from '../wire/types.js';
import {firstKinds, projectKind, virtualMachineKind} from './kinds.js';
import {type ShownFields, shownFieldsOf} from './shown-fields.js';

/** Which kinds a server can show, and how each is listed. Replaced as a whole when the schemas are read. */
export type Catalogue = {
	readonly kinds: readonly Kind[];
	/** Collection of each kind, as the last part of a path: `containers`. */
	readonly collections: ReadonlyMap<string, string>;
	/** Fields to show of types that rwatch does not know, by kind. */
	readonly fields: ReadonlyMap<string, ShownFields>;
};

const lastPart = (url: string): string =>
	withoutEnd(url.split('?', 1)[0] ?? '', '/')
		.split('/')
		.at(-1) ?? '';

/** The kinds that are known before the schemas are read. /v1 calls stacks environments. */
export const firstCatalogue = (version: 'v2-beta' | 'v1'): Catalogue => ({
	kinds: [...firstKinds, projectKind],
	collections: new Map(
		firstKinds.map(({name, plural}) => [
			name,
			version === 'v1' && name === 'stack' ? 'environments' : plural,
		]),
	),
	fields: new Map(),
});

// `instances` and `dnsServices` list what other kinds list too, and look the same.
const columnsOf = (type: string, schema: JsonObject): ReturnType<typeof shownFieldsOf> => {
	const base = type === 'instance' ? 'container' : baseOfType(type);
	const alike = firstKinds.find(({name}) => name === base);
	return alike ? {columns: alike.columns, fields: new Map()} : shownFieldsOf(schema);
};

/** What the schemas of a project say: every type that can be listed is a kind (gdapi SchemasHandler.java). */
export const catalogueOf = (schemas: readonly JsonObject[], first: Catalogue): Catalogue => {
	const collections = new Map(first.collections);
	const fields = new Map<string, ShownFields>();
	const kinds: Kind[] = [];
	for (const schema of schemas) {
		const type = textOf(schema, 'id');
		const link = textOf(mapOf(schema, 'links'), 'collection');
		if (type === null || link === null) continue;
		const name = kindNameOf(type, type);
		if (type === 'virtualMachine') {
			kinds.push(virtualMachineKind);
			collections.set(name, lastPart(link));
		}

		if (isHiddenType(type)) continue;
		const {columns, fields: shown} = columnsOf(type, schema);
		const plural = textOf(schema, 'pluralName') ?? `${type}s`;
		kinds.push({name, plural, aliases: [], columns, main: false, mainStates: null, children: []});
		collections.set(name, lastPart(link));
		fields.set(name, shown);
	}

	return {kinds: [...first.kinds, ...inOrder(kinds)], collections, fields};
};

const inOrder = (kinds: readonly Kind[]): readonly Kind[] =>
	kinds.toSorted((left, right) => (left.name < right.name ? -1 : 1));

/**
 * What two projects say together: with one role a kind may be hidden, or some of its fields. It is `known` itself
 * where `more` has nothing that this lacks.
 */
export const merged = (known: Catalogue, more: Catalogue): Catalogue => {
	const columns = new Map(known.kinds.map(({name, columns}) => [name, columns.length]));
	const fresh = more.kinds.filter(kind => kind.columns.length > (columns.get(kind.name) ?? -1));
	if (fresh.length === 0) return known;
	const names = new Set(fresh.map(({name}) => name));
	const isFresh = ([kind]: readonly [string, unknown]) => names.has(kind);
	const isFirst = ({name}: Kind) => name === projectKind.name || firstKinds.some(kind => kind.name === name);
	const rest = known.kinds.filter(kind => !isFirst(kind) && !names.has(kind.name));
	return {
		kinds: [...known.kinds.filter(isFirst), ...inOrder([...rest, ...fresh])],
		collections: new Map([...more.collections, ...known.collections]),
		fields: new Map([...known.fields, ...[...more.fields].filter(isFresh)]),
	};
};

/** Reads the schemas of one project: half a megabyte, the same for all projects of which the key has the same role. */
export const readCatalogue = async (
	api: Api,
	base: string,
	first: Catalogue,
	signal: AbortSignal,
): Promise<Catalogue> => {
	const {body} = await api.call({path: `${base}/schemas`, attempted: 'Cannot read the schemas', signal});
	return catalogueOf(mapsOf(body, 'data'), first);
};
