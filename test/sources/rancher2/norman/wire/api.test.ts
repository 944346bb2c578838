import {afterEach, expect, test} from 'vitest';
import {at} from '../../../../../source/demo/serve/serve.js';
import {parseJson} from '../../../../../source/model/json.js';
import {isObject} from '../../../../../source/model/json-object.js';
import {listAll} from '../../../../../source/sources/rancher2/norman/wire/api.js';
import {pageOf} from '../../../../../source/sources/rancher2/norman/wire/frames.js';
import {createApis} from '../../../../../source/sources/rancher2/wire/api.js';
import {mapOf} from '../../../../../source/sources/requests/json-fields.js';
import {fixture} from '../../fixture.js';
import {createStage, namesOf, never, scopeStatus, until} from '../../stage.js';
import {cluster, configFor, quick} from '../../start.js';

const {serve, follow, clear} = createStage();

afterEach(clear);

const nodes = Array.from({length: 1500}, (_, index) => ({
	id: `${cluster}:m-${index}`,
	type: 'node',
	clusterId: cluster,
	nodeName: `n-${index}`,
	hostname: `n-${index}`,
	state: 'active',
	transitioning: 'no',
}));

const answer = (limit: number, fields: object = {type: 'collection', pagination: {limit}, data: []}) => ({
	status: 200,
	headers: {'Content-Type': 'application/json'},
	body: JSON.stringify({...fields, data: nodes.slice(0, limit)}),
});

test('a list that is full, without a next page, is read once more without a limit', async () => {
	const server = await serve({steve: false});
	const isNodes = at('/v3/nodes', {method: 'GET'});
	server.faults.refuse(
		request => isNodes(request) && request.url.searchParams.get('limit') === '-1',
		answer(10_000),
	);
	server.faults.refuse(
		request => isNodes(request) && request.url.searchParams.get('limit') !== '-1',
		answer(1000),
	);
	const {observed} = follow(configFor(server));
	await until(() => expect(namesOf(observed, 'node')).toHaveLength(1500));
});

test('a long page is passed on bit by bit', async () => {
	const server = await serve({steve: false});
	server.faults.refuse(at('/v3/nodes', {method: 'GET'}), answer(10_000));
	const apis = createApis(configFor(server), quick);
	const sizes: number[] = [];
	const request = {api: apis.background, path: '/v3/nodes', noun: 'nodes', signal: never};
	const faults = await listAll(request, objects => void sizes.push(objects.length));
	await apis.close();
	expect(faults).toEqual([]);
	expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(1500);
	expect(sizes.length).toBeGreaterThan(1);
});

test('what is said behind a long page counts as what is said before it', async () => {
	const server = await serve({steve: false});
	server.faults.refuse(
		at('/v3/nodes', {method: 'GET'}),
		answer(1000, {type: 'collection', data: [], pagination: {limit: 1000}}),
	);
	const apis = createApis(configFor(server), quick);
	const listing = listAll(
		{api: apis.background, path: '/v3/nodes', noun: 'nodes', signal: never},
		() => undefined,
	);
	await expect(listing).rejects.toThrow('only 1000 are listed, and there are more');
	await apis.close();
});

test('a list that is never whole shows what there is, and is missing', async () => {
	const server = await serve({steve: false});
	server.faults.refuse(at('/v3/nodes', {method: 'GET'}), answer(1000));
	const {observed} = follow(configFor(server));
	await until(() => expect(scopeStatus(observed, cluster)).toBe('live'));
	const live = observed.of('status').findLast(({scope}) => scope === cluster);
	expect(live?.missing).toMatchObject([
		{kind: 'node', message: expect.stringMatching(/only 1000 are listed, and there are more/)},
	]);
	expect(namesOf(observed, 'node')).toHaveLength(1000);
});

test.each(['clusters', 'namespaces', 'nodes', 'pods', 'projects', 'workloads'])(
	'the recorded page of %s says whether there is more',
	name => {
		const body = parseJson(fixture(`norman-${name}.http`).body);
		const page = isObject(body) ? pageOf(body) : null;
		const pagination = isObject(body) ? mapOf(body, 'pagination') : {};
		expect(page?.objects.length).toBeGreaterThan(0);
		expect(page).toMatchObject({cut: false, faults: []});
		expect(page?.next === null).toBe(pagination.partial !== true);
	},
);
