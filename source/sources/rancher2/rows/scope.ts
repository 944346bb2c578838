import type {ResourceKey} from '../../../model/resource.js';
import {noObjectColumns, type ObjectColumns} from '../../requests/object-columns.js';

/** The scope of the clusters and projects themselves, which have a row each and are not part of one of them. */
export const clustersScope = 'clusters';

/** Where objects come from: one cluster of one source, or the list of clusters. */
export type Scope = {
	readonly source: string;
	/** Id of the cluster, or `clustersScope`. */
	readonly id: string;
	/** `<source>/<scope>/`: what the keys of the scope's rows begin with. */
	readonly prefix: string;
	/** Key of the cluster's own row; null for the clusters themselves. */
	readonly cluster: ResourceKey | null;
	/** The only project that is wanted: `c-x:p-y`; null for all. */
	readonly project: string | null;
	/** The only cluster that is wanted, by its id; null for all. */
	readonly wanted: string | null;
	readonly columns: ObjectColumns;
};

/** Key of a cluster's own row. */
export const clusterKey = (source: string, id: string): ResourceKey =>
	`${source}/${clustersScope}/cluster/${id}`;

/** Key of a project's own row, by its id `c-x:p-y`. */
export const projectKey = (source: string, id: string): ResourceKey =>
	`${source}/${clustersScope}/project/${id.replace(':', '/')}`;

/** The scope of one cluster. */
export const clusterScope = (
	source: string,
	id: string,
	project: string | null,
	columns: ObjectColumns = noObjectColumns,
): Scope => ({
	source,
	id,
	prefix: `${source}/${id}/`,
	cluster: clusterKey(source, id),
	project,
	wanted: id,
	columns,
});

/** The scope of the clusters themselves. */
export const clustersScopeOf = (
	source: string,
	wanted: string | null,
	project: string | null,
	columns: ObjectColumns = noObjectColumns,
): Scope => ({
	source,
	id: clustersScope,
	prefix: `${source}/${clustersScope}/`,
	cluster: null,
	project,
	wanted,
	columns,
});
