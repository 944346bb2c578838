import type {ResourceKey} from '../../model/resource.ts';
import type {CattleObject} from './frames.ts';
import {baseTypeOf} from './kinds.ts';
import type {Names} from './names.ts';
import {TextTree} from './text-tree.ts';
import type {Ties} from './ties.ts';

/** The scope of the projects themselves, which have a row each and are no part of one of them. */
export const projectsScope = 'projects';

/** Where objects come from: one project of one source, or the list of projects. */
export type Scope = {
	readonly source: string;
	readonly id: string;
	/** `<source>/<scope>/`: what the keys of the scope's rows begin with. */
	readonly prefix: string;
	/** Key of the project's own row; null for the projects themselves. */
	readonly project: ResourceKey | null;
	readonly names: Names;
	/** Fields to show of types that rwatch does not know: column titles by type. */
	readonly fields: ReadonlyMap<string, ReadonlyMap<string, string>>;
	/** Keys of rows by base type and id. */
	readonly keys: Map<string, Map<string, ResourceKey>>;
	/** What instances belong to, by the ids of it: a few hundred for many thousands of them. */
	readonly ties: TextTree<Ties>;
};

/** Key of a project's own row. */
export const projectKey = (source: string, id: string): ResourceKey =>
	`${source}/${projectsScope}/project/${id}`;

const mostTies = 20_000;

/** A scope by its id: that of a project, or `projectsScope`. */
export const scopeOf = (source: string, id: string, names: Names, fields: Scope['fields']): Scope => ({
	source,
	id,
	prefix: `${source}/${id}/`,
	project: id === projectsScope ? null : projectKey(source, id),
	names,
	fields,
	keys: new Map(),
	ties: new TextTree(mostTies),
});

const mostKeys = 200_000;
// More than any server has; it is the server's word.
const mostTypes = 1000;

/** Key of the row that an object belongs to: the same text for all its events, so that it is put together and hashed once. */
export const keyOf = (object: CattleObject, scope: Scope): ResourceKey => {
	const baseType = baseTypeOf(object);
	let keys = scope.keys.get(baseType);
	if (!keys) {
		if (scope.keys.size >= mostTypes) scope.keys.clear();
		keys = new Map();
		scope.keys.set(baseType, keys);
	}

	let key = keys.get(object.id);
	if (key === undefined) {
		// Joined, a text lies in one piece; the steps that it was put together by would stay in memory for each row.
		key = [scope.prefix, baseType, '/', object.id].join('');
		if (keys.size >= mostKeys) keys.clear();
		keys.set(object.id, key);
	}

	return key;
};
