import type {ResourceKey} from '../../../model/resource.js';
import {noObjectColumns, type ObjectColumns} from '../../requests/object-columns.js';
import type {Rancher1Object} from '../wire/frames.js';
import type {Types} from '../wire/types.js';
import {createNames, type Names} from './names.js';
import type {ShownFields} from './shown-fields.js';
import {Trie} from './trie.js';

/** The scope of the projects themselves, which have a row each and are not part of one of them. */
export const projectsScope = 'projects';

/** What a resource belongs to, from its own fields: the arrays of its parents may be out of date. */
export type Relations = {
	readonly host: ResourceKey | null;
	readonly stack: ResourceKey | null;
	readonly services: readonly ResourceKey[];
	readonly containers: readonly ResourceKey[];
	/** All of them together. */
	readonly parents: readonly ResourceKey[];
};

/** Where objects come from: one project of one source, or the list of projects. */
export type Scope = {
	readonly source: string;
	readonly id: string;
	/** `<source>/<scope>/`: what the keys of the scope's rows begin with. */
	readonly prefix: string;
	/** Key of the project's own row; null for the projects themselves. */
	readonly project: ResourceKey | null;
	readonly names: Names;
	/** Fields to show of types that rwatch does not know, by kind. */
	readonly fields: ReadonlyMap<string, ShownFields>;
	readonly columns: ObjectColumns;
	/** Keys of rows by base type, or kind, and id. */
	readonly keys: Map<string, Map<string, ResourceKey>>;
	/** Relations of instances by the ids in them: a few hundred for many thousands of instances. */
	readonly relations: Trie<Relations>;
};

/** Key of a project's own row. */
const projectKey = (source: string, id: string): ResourceKey => `${source}/${projectsScope}/project/${id}`;

const maxRelations = 20_000;

/** A scope by its id: that of a project, or `projectsScope`. */
export const scopeOf = (
	source: string,
	id: string,
	names: Names,
	fields: Scope['fields'],
	columns: ObjectColumns = noObjectColumns,
): Scope => ({
	source,
	id,
	prefix: `${source}/${id}/`,
	project: id === projectsScope ? null : projectKey(source, id),
	names,
	fields,
	columns,
	keys: new Map(),
	relations: new Trie(maxRelations),
});

/** The same scope until the fields to show are others. */
export const renewedScope = (
	source: string,
	id: string,
	fields: () => Scope['fields'],
	columns?: ObjectColumns,
): (() => Scope) => {
	const names = createNames();
	let scope = scopeOf(source, id, names, fields(), columns);
	return () => {
		if (scope.fields !== fields()) scope = scopeOf(source, id, names, fields(), columns);
		return scope;
	};
};

const maxKeys = 200_000;
// More than any server has; it is the server's word.
const maxTypes = 1000;

// Of a kind that is not the object's own: no base type is called like that.
const sharedName = (kind: string): string => `${kind}s`;

/** The row that an object is: of its own kind, or of another that lists it too. */
export type RowIdentity = {readonly baseType: string; readonly kind: string; readonly key: ResourceKey};

/** The row that an object is as one of this kind, its own if omitted. */
export const identityOf = (
	{id}: Rancher1Object,
	scope: Scope,
	{baseType, kinds}: Types,
	kind: string = kinds[0],
): RowIdentity => {
	const type = kind === kinds[0] ? baseType : sharedName(kind);
	return {baseType, kind, key: keyOf(id, type, scope)};
};

/** The same text for all events of a row, so that it is put together and hashed once. */
const keyOf = (id: string, type: string, scope: Scope): ResourceKey => {
	let keys = scope.keys.get(type);
	if (!keys) {
		if (scope.keys.size >= maxTypes) scope.keys.clear();
		keys = new Map();
		scope.keys.set(type, keys);
	}

	let key = keys.get(id);
	if (key === undefined) {
		// Joined, a text lies in one piece; the steps that it was put together by would stay in memory for each row.
		key = [scope.prefix, type, '/', id].join('');
		if (keys.size >= maxKeys) keys.clear();
		keys.set(id, key);
	}

	return key;
};
