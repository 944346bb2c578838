import {getEventListeners} from 'node:events';
import {expect, test, vi} from 'vitest';
import {RefusedError, ServerError, UnreachableError} from '../../source/model/errors.js';
import {UpgradeAnswer} from '../../source/transport/websocket.js';
import {until} from '../until.js';
import {serveRaw} from './servers.js';
import {ending, open} from './stage.js';

const refuse = async (answer: string) => {
	const server = await serveRaw(socket => socket.once('data', () => socket.write(answer)));
	ending(server);
	return open(`${server.url}/subscribe?token=secret`).catch((error: unknown) => error);
};

test.each([
	[401, RefusedError, /HTTP 401 Unauthorized: no such key; check the credentials/],
	[403, RefusedError, /HTTP 403 Forbidden: no such key; check the rights/],
	[404, ServerError, /HTTP 404 Not Found: no such key \(/],
	[503, ServerError, /HTTP 503/],
])(
	'an upgrade refused with %d is an error of its own, with the answer as its cause',
	async (status, type, message) => {
		const body = '{"message":"no such key"}';
		const error = await refuse(
			`HTTP/1.1 ${status} x\r\ncontent-length: ${body.length}\r\ncontent-type: application/json\r\n\r\n${body}`,
		);
		expect(error).toBeInstanceOf(type);
		expect(String(error)).toMatch(message);
		expect(String(error)).not.toContain('secret');
		const {cause} = error as Error;
		expect(cause).toBeInstanceOf(UpgradeAnswer);
		expect(cause).toMatchObject({status, body, headers: {'content-type': 'application/json'}});
	},
);

test('a refusal that carries the headers of an upgrade, and is left open, is a refusal', async () => {
	const head =
		'HTTP/1.1 401 Unauthorized\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nTransfer-Encoding: chunked\r\n\r\n';
	const body = '<html><p>No permission -- see authorization schemes</p></html>';
	const error = await refuse(`${head}${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`);
	expect(error).toBeInstanceOf(RefusedError);
	expect(String(error)).toContain('No permission -- see authorization schemes');
});

test('a page instead of an upgrade is explained by a proxy in between', async () => {
	const error = await refuse('HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\n<html>');
	expect(error).toBeInstanceOf(UnreachableError);
	expect(String(error)).toMatch(/HTTP 200 OK instead of a websocket; .*Upgrade header: nginx .* ELB/);
});

test('a redirect instead of an upgrade names where it points', async () => {
	const error = await refuse(
		'HTTP/1.1 301 Moved\r\nlocation: https://other.example.com/x?token=a\r\ncontent-length: 0\r\n\r\n',
	);
	expect(String(error)).toMatch(/HTTP 301: the server sends us on to https:\/\/other.example.com\/x; /);
});

test('of a long answer only the start is kept', async () => {
	const error = await refuse(`HTTP/1.1 500 x\r\ncontent-length: 100000\r\n\r\n${'x'.repeat(100_000)}`);
	expect((error as Error).cause).toMatchObject({body: 'x'.repeat(4096)});
});

test('connection refused is reported in words', async () => {
	await expect(open('http://127.0.0.1:1/')).rejects.toThrow(/Cannot follow changes.*connection refused/);
});

test('a server that does not answer is given up', async () => {
	const server = await serveRaw(() => undefined);
	ending(server);
	await expect(open(server.url, {openTimeoutMs: 30})).rejects.toThrow(/did not open within 0.03 s/);
});

test('an abort while it opens rejects with its reason and leaves nothing', async () => {
	const controller = new AbortController();
	const gone = vi.fn();
	const server = await serveRaw(socket => {
		socket.once('close', gone);
		controller.abort(new Error('enough'));
	});
	ending(server);
	await expect(open(server.url, {signal: controller.signal})).rejects.toThrow('enough');
	await until(() => expect(gone).toHaveBeenCalled());
	expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
});
