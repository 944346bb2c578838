import {afterEach, describe, expect, test} from 'vitest';
import {at} from '../../../source/demo/serve/serve.js';
import {createStage, namesOf, until} from './stage.js';
import {configFor} from './start.js';

const {serve, follow, clear} = createStage();

afterEach(clear);

const subscriptions = at(/\/subscribe$/, {upgrade: true});

describe.each([
	['Steve', true],
	['the management API', false],
])('%s behind a proxy that blocks websockets', (_api, steve) => {
	test.each([
		['answered like any request', {status: 200, body: '{}'}],
		['missed by the server', {status: 400, body: 'Bad Request\n', headers: {'Sec-Websocket-Version': '13'}}],
		['not taken by a proxy', {status: 426, body: 'Upgrade Required'}],
	])('(%s) is listed all the same, and the proxy is named', async (_how, answer) => {
		const server = await serve({steve});
		server.faults.refuse(subscriptions, answer);
		const {observed} = follow(configFor(server));
		await until(() => expect(namesOf(observed, 'pod')).not.toEqual([]));
		await until(() =>
			expect(observed.of('status').some(({scope, listed}) => scope === '' || listed)).toBe(true),
		);
		const retrying = observed.of('status').filter(({status}) => status === 'retrying');
		expect(retrying.some(({listed}) => listed)).toBe(true);
		expect(retrying[0]?.message).toMatch(
			/HTTP \d+.* instead of a websocket.*a proxy in front of the server blocks websockets/,
		);
		expect(observed.of('status').map(({status}) => status)).not.toContain('live');
	});
});

test('a websocket that a gateway cannot open leaves the lists as they are', async () => {
	const server = await serve();
	const open = server.faults.refuse(subscriptions, {status: 502, body: '<html><title>502</title></html>'});
	const {observed} = follow(configFor(server));
	await until(() => expect(namesOf(observed, 'pod')).not.toEqual([]));
	open();
	await until(() => expect(observed.status).toBe('live'));
	expect(observed.of('removed')).toEqual([]);
});
