import {getEventListeners} from 'node:events';
import {expect, test} from 'vitest';
import {until} from '../until.js';
import {serve} from './servers.js';
import {attempted, client, ending} from './stage.js';

test('a stream gives its bytes as they come, and ends', async () => {
	const server = ending(
		await serve((_request, response) => {
			response.write('one');
			setImmediate(() => response.end('two'));
		}),
	);
	const {signal} = new AbortController();
	const stream = await client(server.url).stream({path: '/', accept: 'text/event-stream', attempted, signal});
	let text = '';
	for await (const bytes of stream.body) text += Buffer.from(bytes).toString();
	expect(text).toBe('onetwo');
	await until(() => expect(getEventListeners(signal, 'abort')).toEqual([]));
});

test('an abort ends a stream that is being read, and the server sees it', async () => {
	const server = ending(await serve());
	const gone = new Promise(resolve => {
		server.server.on('request', (request, response) => {
			response.write('one');
			request.once('close', resolve);
		});
	});
	const controller = new AbortController();
	const stream = await client(server.url).stream({path: '/', attempted, signal: controller.signal});
	const reader = stream.body[Symbol.asyncIterator]();
	await reader.next();
	controller.abort();
	await expect(reader.next()).rejects.toThrow();
	await gone;
	expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
});

test('a refused stream says why', async () => {
	const server = ending(await serve((_request, response) => response.writeHead(401).end('No permission')));
	const stream = await client(server.url).stream({path: '/', attempted});
	expect([stream.status, await stream.text()]).toEqual([401, 'No permission']);
});
