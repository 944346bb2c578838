import {describe, expect, test} from 'vitest';
import type {JsonObject} from '../../../../../source/model/json-object.js';
import {catalogueOf} from '../../../../../source/sources/rancher2/steve/rows/catalogue.js';

import {resolveKind} from '../../../../../source/state/rows/kinds.js';
import {fixtureText} from '../../fixture.js';

const read = (file: string): readonly JsonObject[] =>
	fixtureText(file)
		.trim()
		.split('\n')
		.map((line): JsonObject => JSON.parse(line));

const chart = (group: string): JsonObject => ({
	id: `${group}.helmchart`,
	pluralName: `${group}.helmcharts`,
	collectionMethods: ['GET'],
	attributes: {kind: 'HelmChart', group, namespaced: true, verbs: ['list', 'watch']},
});

describe('the recorded schemas', () => {
	test('of a cluster are a kind each, but for what cannot be listed and what is of the server', () => {
		const {bySchema, kinds} = catalogueOf(read('schemas-local.ndjson'), false);
		expect(bySchema.size).toBe(104);
		expect(bySchema.get('pod')).toMatchObject({
			kind: 'pod',
			plural: 'pods',
			namespaced: true,
			watchable: true,
		});
		expect(bySchema.get('node')).toMatchObject({kind: 'node', namespaced: false});
		expect(bySchema.get('rbac.authorization.k8s.io.clusterrole')).toMatchObject({kind: 'clusterrole'});
		for (const id of [
			'binding',
			'schema',
			'subscribe',
			'ext.cattle.io.selfuser',
			'management.cattle.io.cluster',
		])
			expect(bySchema.has(id)).toBe(false);
		expect(new Set(kinds.map(({name}) => name)).size).toBe(kinds.length);
		expect(new Set(kinds.map(({plural}) => plural)).size).toBe(kinds.length);
	});

	test('of the server are clusters, projects and what it knows of nodes', () => {
		const {byKind, kinds} = catalogueOf(read('schemas-management.ndjson'), true);
		expect([...byKind.keys()].sort()).toEqual(['cluster', 'machine', 'project']);
		expect(kinds.map(({name}) => name).sort()).toEqual(['cluster', 'project']);
	});
});

describe('kinds of the same name in different groups', () => {
	const [rancher, flux] = [chart('helm.cattle.io'), chart('source.toolkit.fluxcd.io')];

	test.each([
		[[rancher, flux], [flux]],
		[[flux], [rancher, flux]],
	])('are the same kinds in every cluster', (one, other) => {
		const owners = new Map<string, string>();
		const catalogues = [catalogueOf(one, false, owners), catalogueOf(other, false, owners)];
		const kindOf = (schema: string) =>
			new Set(catalogues.flatMap(({bySchema}) => bySchema.get(schema)?.kind ?? []));
		expect(kindOf('helm.cattle.io.helmchart').size).toBe(1);
		expect(kindOf('source.toolkit.fluxcd.io.helmchart').size).toBe(1);
		expect(kindOf('helm.cattle.io.helmchart')).not.toEqual(kindOf('source.toolkit.fluxcd.io.helmchart'));
	});

	test.each([
		'source.toolkit.fluxcd.io.helmchart',
		'source.toolkit.fluxcd.io.helmcharts',
		'helmcharts.source.toolkit.fluxcd.io',
	])('can be named with the group: %s', typed => {
		for (const order of [[rancher, flux], [flux]]) {
			const {kinds, bySchema} = catalogueOf(order, false);
			const kind = bySchema.get('source.toolkit.fluxcd.io.helmchart')?.kind;
			expect(resolveKind(typed, kinds)).toEqual({kind});
		}
	});
});
