import type {ServerResponse} from 'node:http';
import {gzipSync} from 'node:zlib';
import {expect, test} from 'vitest';
import {ProtocolError, UnreachableError} from '../../source/model/errors.js';
import {serve, serveRaw} from './servers.js';
import {attempted, client, ending} from './stage.js';

const megabyte = Buffer.alloc(1024 * 1024, 'x');

/** Writes as fast as the other side takes it, until that leaves; counts what went out. */
const pour = (response: ServerResponse): {bytes: number} => {
	const poured = {bytes: 0};
	const more = (): void => {
		while (!response.destroyed && response.write(megabyte)) poured.bytes += megabyte.length;
	};
	response.on('drain', more).on('error', () => undefined);
	more();
	return poured;
};

test('a body without end is given up and named', async () => {
	let poured = {bytes: 0};
	const server = ending(
		await serve((_request, response) => {
			response.writeHead(200);
			poured = pour(response);
		}),
	);
	const error = await client(server.url, {maxBodyBytes: 4 * megabyte.length})
		.request({path: '/pods?token=x', attempted})
		.catch((thrown: unknown) => thrown);

	expect(error).toBeInstanceOf(ProtocolError);
	expect(String(error)).toMatch(
		/Cannot list pods: HTTP 200 with a body of more than 4 MB.*\(http:\S+\/pods\)/,
	);
	expect(poured.bytes).toBeLessThan(64 * megabyte.length);
});

test('a packed body that grows beyond the limit is given up', async () => {
	const packed = gzipSync(Buffer.alloc(8 * megabyte.length));
	const server = ending(
		await serve((_request, response) => response.writeHead(200, {'content-encoding': 'gzip'}).end(packed)),
	);
	const request = client(server.url, {maxBodyBytes: megabyte.length}).request({path: '/', attempted});

	await expect(request).rejects.toThrow(/a body of more than 1 MB/);
});

test('one that is read in parts is given up where it grows beyond the limit', async () => {
	const packed = gzipSync(Buffer.alloc(8 * megabyte.length));
	const type = {'content-encoding': 'gzip', 'content-type': 'application/json'};
	const server = ending(await serve((_request, response) => response.writeHead(200, type).end(packed)));
	const http = client(server.url, {maxBodyBytes: megabyte.length});
	const {parts} = await http.request({path: '/', attempted, inParts: true});
	let read = 0;
	const reading = async () => {
		for await (const part of parts()) read += part.length;
	};

	await expect(reading()).rejects.toThrow(/a body of more than 1 MB/);
	expect(read).toBe(megabyte.length);
});

test.each(['', 'gzip'])('of an error of any length (%s) the beginning is read', async encoding => {
	const server = ending(
		await serve((_request, response) => {
			response.writeHead(500, encoding === '' ? {} : {'content-encoding': encoding});
			if (encoding === '') pour(response);
			else response.end(gzipSync(Buffer.alloc(8 * megabyte.length, 'x')));
		}),
	);
	const {status, text} = await client(server.url).request({path: '/', attempted});

	expect([status, text.length]).toEqual([500, 64 * 1024]);
});

test.each([
	['a status that is none', 'HTTP/1.1 000 X\r\nContent-Length: 0\r\n\r\n'],
	['a status that promises another', 'HTTP/1.1 199 X\r\n\r\nHTTP/1.1 001 X\r\n\r\n'],
])('%s fails the request and nothing else', async (_title, answer) => {
	const server = ending(await serveRaw(socket => socket.once('data', () => socket.end(answer))));
	const request = client(server.url).request({path: '/', attempted});

	await expect(request).rejects.toBeInstanceOf(UnreachableError);
});
