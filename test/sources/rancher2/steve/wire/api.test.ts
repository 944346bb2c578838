import {afterEach, expect, test} from 'vitest';
import {at} from '../../../../../source/demo/serve/serve.js';
import {createStage, namesOf, scopeStatus, until} from '../../stage.js';
import {cluster, configFor} from '../../start.js';

const {serve, follow, clear} = createStage();

afterEach(clear);

const nodes = Array.from({length: 300}, (_, index) => ({
	id: `n-${index}`,
	type: 'node',
	metadata: {name: `n-${index}`, resourceVersion: `${index}`},
}));

const isNodes = at(`/k8s/clusters/${cluster}/v1/nodes`, {method: 'GET'});

const answer = (max: number) => ({
	status: 200,
	headers: {'Content-Type': 'application/json'},
	body: JSON.stringify({
		type: 'collection',
		revision: '500',
		count: nodes.length,
		data: nodes.slice(0, max),
	}),
});

test('a page that holds less than there is, with no other after it, is read once more in one piece', async () => {
	const server = await serve();
	server.faults.refuse(request => isNodes(request) && request.url.searchParams.has('pagesize'), answer(100));
	server.faults.refuse(request => isNodes(request) && !request.url.searchParams.has('pagesize'), answer(300));
	const {observed} = follow(configFor(server));
	await until(() =>
		expect(namesOf(observed, 'node').filter(name => name.startsWith('n-'))).toHaveLength(300),
	);
	expect(observed.of('fault')).toEqual([]);
});

test('a list that never holds all that it counts, but the same each time, is reported and counts as whole', async () => {
	const server = await serve();
	server.faults.refuse(isNodes, answer(100));
	const {observed} = follow(configFor(server));
	await until(() =>
		expect(observed.of('fault').map(({message}) => message)).toEqual([
			expect.stringContaining('Cannot list nodes in full: 100 of 300 are listed'),
		]),
	);
	await until(() => expect(scopeStatus(observed, cluster)).toBe('live'));
	expect(observed.of('status').at(-1)?.missing ?? []).toEqual([]);
});
