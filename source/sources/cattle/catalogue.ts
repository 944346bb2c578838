import type {Column, Kind} from '../../model/kind.ts';
import {withoutEnd} from '../../model/text-end.ts';
import {isSecretName} from '../../secrets/names.ts';
import {isMap, mapOf, mapsOf, textOf, type WireMap} from '../wire-map.ts';
import type {Api} from './api.ts';
import {firstKinds, isHiddenType, kindNameOf, projectKind, virtualMachineKind} from './kinds.ts';

/** Which kinds a server can show, and how each is listed. Replaced as a whole when the schemas are read. */
export type Catalogue = {
	readonly kinds: readonly Kind[];
	/** Collection of each kind, as the last part of a path: `containers`. */
	readonly collections: ReadonlyMap<string, string>;
	/** Fields to show of types that rwatch does not know: column titles by type. */
	readonly fields: ReadonlyMap<string, ReadonlyMap<string, string>>;
};

const mostColumns = 8;
const narrowColumns = 4;

const commonFields: ReadonlySet<string> = new Set([
	'id',
	'name',
	'state',
	'kind',
	'type',
	'uuid',
	'accountId',
	'created',
	'removed',
	'removeTime',
	'transitioning',
	'transitioningMessage',
	'transitioningProgress',
	'data',
	'healthState',
	'publicValue',
	'secretValue',
]);

const columnType = (type: string | null): Column['type'] | null => {
	if (type === 'int' || type === 'float') return 'number';
	return type === 'string' || type === 'enum' || type === 'boolean' || type === 'date' ? 'text' : null;
};

/** The first plain fields of a type: enough to tell its resources apart. */
const columnsOf = (
	schema: WireMap,
): {readonly columns: readonly Column[]; readonly titles: ReadonlyMap<string, string>} => {
	const titles = new Map<string, string>();
	const columns: Column[] = [];
	for (const [name, field] of Object.entries(mapOf(schema, 'resourceFields'))) {
		const type = isMap(field) ? columnType(textOf(field, 'type')) : null;
		if (type === null || commonFields.has(name) || isSecretName(name) || columns.length >= mostColumns)
			continue;
		const title = name.replace(/([a-z])([A-Z])/g, '$1 $2').toUpperCase();
		titles.set(name, title);
		columns.push({title, type, wide: columns.length >= narrowColumns});
	}

	return {columns, titles};
};

const lastPart = (url: string): string =>
	withoutEnd(url.split('?', 1)[0] ?? '', '/')
		.split('/')
		.at(-1) ?? '';

/** What can be said before the schemas are read. /v1 calls stacks environments. */
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

/** What the schemas of a project say: every type that can be listed is a kind (gdapi SchemasHandler.java). */
export const catalogueOf = (schemas: readonly WireMap[], first: Catalogue): Catalogue => {
	const collections = new Map(first.collections);
	const fields = new Map<string, ReadonlyMap<string, string>>();
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
		const {columns, titles} = columnsOf(schema);
		const plural = textOf(schema, 'pluralName') ?? `${type}s`;
		kinds.push({name, plural, aliases: [], columns, main: false, mainStates: null, children: []});
		collections.set(name, lastPart(link));
		fields.set(type, titles);
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
	const isFresh = ([type]: readonly [string, unknown]) => names.has(kindNameOf(type, type));
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
