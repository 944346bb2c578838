import {clusterScope} from '../../../../source/sources/rancher2/rows/scope.js';
import {catalogueOf} from '../../../../source/sources/rancher2/steve/rows/catalogue.js';
import {resourceOf} from '../../../../source/sources/rancher2/steve/rows/to-resource.js';
import type {SteveObject} from '../../../../source/sources/rancher2/steve/wire/frames.js';

const column = (name: string, index: number, more = {}) => ({
	name,
	type: 'string',
	format: '',
	priority: 0,
	field: `$.metadata.fields[${index}]`,
	...more,
});

/** A schema as the server writes it. */
export const schema = (
	id: string,
	kind: string,
	columns: readonly unknown[] = [],
	verbs = ['list', 'watch'],
) => ({
	id,
	type: 'schema',
	pluralName: `${id}s`,
	collectionMethods: ['GET'],
	attributes: {kind, namespaced: true, verbs, columns},
});

const pods = schema('pod', 'Pod', [
	column('Name', 0, {format: 'name'}),
	column('Ready', 1),
	column('Status', 2),
	column('Restarts', 3),
	column('Age', 4),
	column('IP', 5, {priority: 1}),
	column('Node', 6, {priority: 1}),
]);

/** Cluster c-1 of the source `prod`. */
export const scope = clusterScope('prod', 'c-1', null);

/** The kinds of a cluster. */
export const catalogue = catalogueOf(
	[
		pods,
		schema('apps.deployment', 'Deployment'),
		schema('node', 'Node'),
		schema('batch.job', 'Job'),
		schema('batch.cronjob', 'CronJob', [column('Last Schedule', 2)]),
		schema('example.io.widget', 'Widget', [
			column('Size', 1, {field: '.spec.size'}),
			column('Zone', 2, {field: String.raw`$.metadata.labels.topology\.io/zone`}),
			column('Expires', 3, {type: 'date', field: '.status.expires'}),
			column('State', 4),
		]),
		schema('example.io.deployment', 'Deployment'),
		schema('metrics.k8s.io.pod', 'PodMetrics'),
		schema('subscribe', '', [], []),
	],
	false,
);

/** The row of an object; throws where the cluster has no such kind. */
export const rowOf = (kind: string, object: Record<string, unknown>) => {
	const type = catalogue.byKind.get(kind);
	if (!type) throw new Error(`no kind ${kind}`);
	return resourceOf({type: type.schema, ...object} as SteveObject, type, scope);
};
