import {expect, test} from 'vitest';
import {page} from '../../../source/demo/salt/pages.js';
import {at} from '../../../source/demo/serve/serve.js';
import {master, until, watch} from './scene.js';

const missing = page(404, "The path '/events' was not found.");

test('a master without /events is followed by the websocket, and says so', async () => {
	const server = await master();
	const allow = server.faults.refuse(at('/events'), missing);
	const {observed, row} = watch(server);
	await until(() => expect(observed.status).toBe('live'));
	expect(observed.message).toMatch(/^no \/events \(HTTP 404 .*\): following the websocket instead/);
	server.master.sayHello('new.example');
	await until(() => expect(row('key/new.example').state).toBe('pending'));
	allow();
	server.faults.cut();
	await until(() => expect([observed.status, observed.message]).toEqual(['live', '']));
});

test('a master that lets nobody to its events is listed all the same, and says why it is not followed', async () => {
	const server = await master({websocket: false});
	const allow = server.faults.refuse(at('/events'), missing);
	const {observed, rows} = watch(server);
	await until(() => expect(rows('minion')).not.toEqual([]));
	await until(() => expect(observed.status).toBe('retrying'));
	expect(observed.message).toMatch(/^Cannot follow events: HTTP 404 Not Found: The path '\/events'/);
	allow();
	await until(() => expect(observed.status).toBe('live'));
});
