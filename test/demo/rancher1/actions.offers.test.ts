import {afterEach, beforeEach, expect, test} from 'vitest';
import {type Rancher1Server, serveRancher1} from '../../../source/demo/rancher1/server.js';
import {ask, type Reply} from '../client.js';

let server: Rancher1Server;

beforeEach(async () => {
	server = await serveRancher1({life: false, pace: 0.002});
});

afterEach(() => server.close());

const call = (path: string, input?: unknown): Promise<Reply> =>
	ask(`${server.url}/v2-beta/projects/1a5/${path}`, {key: server.accountKey, input});

const names = (reply: Reply): readonly string[] => Object.keys(reply.body.actions ?? {});

test('a host keeps its actions while its agent is away', async () => {
	server.world.change('1h2', {agentState: 'reconnecting'});
	const reply = await call('hosts/1h2');
	expect(reply.body).toMatchObject({state: 'reconnecting', agentState: 'reconnecting', transitioning: 'no'});
	expect(names(reply).toSorted()).toEqual([
		'deactivate',
		'delete',
		'dockersocket',
		'evacuate',
		'update',
		'upgrade',
	]);
});

test.each(['delete', 'upgrade'])('%s of a host is offered and is 404', async name => {
	expect((await call(`hosts/1h2/?action=${name}`, {})).status).toBe(404);
});

test('a reader is offered logs and nothing else', async () => {
	const reader = {access: 'READER', secret: 'r', project: '1a5', role: 'readonly'} as const;
	server.keys.add(reader);
	const url = `${server.url}/v2-beta/projects/1a5`;
	const reply = await ask(`${url}/containers/1i1`, {key: reader});
	expect(names(reply)).toEqual(['logs']);
	expect(reply.body.environment).toBeNull();
	expect((await ask(`${url}/containers/1i1/?action=stop`, {key: reader, input: {}})).body.code).toBe(
		'ActionNotAvailable',
	);
	expect((await ask(`${url}/schemas/container`, {key: reader})).body).toMatchObject({
		collectionMethods: ['GET'],
	});
});
