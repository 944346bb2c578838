import type {Kind} from '../../model/kind.js';
import type {ResourceKey} from '../../model/resource.js';

/** What all grids are limited to: what belongs to the rows of this name, in whatever clusters and sources they are. */
export type Scope = {
	/** The kind that has the name: `namespace`, `project`; '' for whole clusters. */
	readonly kind: string;
	/** '' for whole clusters. */
	readonly name: string;
	/** Only in clusters of this name; '' for all. */
	readonly cluster: string;
};

/** A scope as it is typed and shown: `shop`, `shop@prod`, `@prod`. */
export const scopeText = ({name, cluster}: Pick<Scope, 'name' | 'cluster'>): string =>
	cluster === '' ? name : `${name}@${cluster}`;

/** Whether two scopes, or none, are the same. */
export const isSameScope = (left: Scope | null, right: Scope | null): boolean =>
	left === right ||
	(left?.kind === right?.kind && left?.name === right?.name && left?.cluster === right?.cluster);

/** The kinds whose rows can be scopes or clusters, by name. */
export type Limits = ReadonlyMap<string, NonNullable<Kind['limits']>>;

/** What kinds say of scopes. */
export const limitsOf = (kinds: readonly Kind[]): Limits =>
	new Map(kinds.flatMap(({name, limits}) => (limits ? [[name, limits] as const] : [])));

/** The base type in the key of a row, which is the kind of those that can be scopes. */
export const typeOf = (key: ResourceKey): string => {
	const start = key.indexOf('/', key.indexOf('/') + 1) + 1;
	return key.slice(start, key.indexOf('/', start));
};
