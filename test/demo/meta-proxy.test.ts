import {connect, type Socket} from 'node:net';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import type {Rancher2Server} from '../../source/demo/rancher2/server.js';
import {
	type ByteServer,
	type Message,
	parseMessage,
	recorded,
	recordedCases,
	recordedFiles,
	serveBytes,
} from '../meta-proxy-bytes.js';
import {serveQuick} from '../sources/rancher2/start.js';
import {until} from '../until.js';
import {type EchoTarget, serveEcho} from './echo-target.js';

let echo: EchoTarget;
let rancher: Rancher2Server;
let oldRancher: Rancher2Server;
let target: ByteServer | null = null;
let client: Socket | null = null;

beforeEach(async () => {
	[echo, rancher, oldRancher] = await Promise.all([serveEcho(), serveQuick(), serveQuick({oldProxy: true})]);
	const known = {cluster: null, denied: [], expiresAt: null};
	rancher.tokens.add({name: 'token-abcd', secret: secretOf('01-login'), ...known});
	oldRancher.tokens.add({name: 'token-abcd', secret: secretOf('42-rancher-2.0-login'), ...known});
	rancher.metaProxy.hosts.add('127.0.0.1');
	rancher.metaProxy.credentials.set('cattle-global-data:cc-abcde', {user: 'saltdev', pass: 'hunter22'});
});

afterEach(async () => {
	client?.destroy();
	await Promise.all([echo.close(), rancher.close(), oldRancher.close(), target?.close()]);
});

const secretOf = (name: string): string =>
	/R_SESS=token-abcd:(\w+)/.exec(recorded(name, 'client-request')?.toString() ?? '')?.[1] ?? '';

const perHop = /^(?:connection|keep-alive|transfer-encoding|content-length|date)$/i;

/** What is the same in every recording: hosts, addresses and hops are not. */
const viewOf = ({start, headers, body}: Message) => {
	const text = body.toString('latin1').replaceAll('192.0.2.7', '127.0.0.1');
	// The order of headers says nothing.
	const isEcho = text.startsWith('GET /echo');
	return {
		start: start.replaceAll('salt.example:8000', 'TARGET').replaceAll(echo.host, 'echo.example:8080'),
		headers: headers
			.filter(([name]) => !perHop.test(name))
			.map(([name, value]) => `${name}: ${value}`.replace(/192\.0\.2\.7|salt\.example(?=$)/, '127.0.0.1'))
			.toSorted(),
		body: isEcho ? text.split('\n').filter(Boolean).toSorted() : text,
	};
};

/** The case's request, to the servers of this test; one that was cut is filled up. */
const requestOf = (name: string): Buffer => {
	const bytes = recorded(name, 'client-request')?.toString('latin1') ?? '';
	const text = bytes
		.replace('salt.example:8000', `127.0.0.1:${target?.port ?? 0}`)
		.replace('127.0.0.1:24600', `127.0.0.1:${target?.port ?? 0}`)
		.replace('https:/salt.example:8443', `https:/${echo.host}`)
		.replace('127.0.0.1:24999', '127.0.0.1:1')
		.replace('echo.example:8080', echo.host);
	const length = Number(/Content-Length: (\d+)/.exec(text)?.[1] ?? 0);
	const missing = length - (text.length - text.indexOf('\r\n\r\n') - 4);
	return Buffer.from(text + 'x'.repeat(Math.max(0, missing)), 'latin1');
};

const frame = Buffer.concat([Buffer.from([0x81, 0x96, 0, 0, 0, 0]), Buffer.from('websocket client ready')]);

/** Sends the case to a server, and gives what has come back so far. */
const exchange = async (server: Rancher2Server, name: string): Promise<() => Buffer> => {
	// What 2.0.0 hands on is what the target said.
	const said = recorded(name, name.startsWith('42') ? 'client-response' : 'target-response');
	target = await serveBytes(() => said ?? Buffer.from('HTTP/1.1 500 Not recorded\r\n\r\n'));
	// In 41 the old one lists the host without its port.
	server.metaProxy.hosts.add(/^4[02]/.test(name) ? echo.host : '127.0.0.1');
	if (name.startsWith('42')) server.metaProxy.hosts.add(`127.0.0.1:${target.port}`);
	let bytes = Buffer.alloc(0);
	const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
	client = socket;
	socket.on('error', () => undefined);
	socket.on('data', chunk => {
		if (bytes.length === 0 && chunk.toString('latin1').startsWith('HTTP/1.1 101')) socket.write(frame);
		bytes = Buffer.concat([bytes, chunk]);
	});
	socket.write(requestOf(name));
	return () => bytes;
};

describe('the proxy of the simulated Rancher', () => {
	test.each(recordedCases())('does with %s as the real one did', async name => {
		const response = recorded(name, 'client-response');
		const expected = parseMessage(response ?? Buffer.alloc(0));
		const read = await exchange(name.startsWith('4') ? oldRancher : rancher, name);
		await until(() => {
			const answer = viewOf(parseMessage(read()));
			const wanted = viewOf(expected);
			wanted.headers = wanted.headers.map(line =>
				line.replace('/salt.example:8000/', `/127.0.0.1:${target?.port}/`),
			);
			expect(answer).toEqual(wanted);
		});
		const asked = recorded(name, 'target-request');
		if (asked === null) return;
		await until(() =>
			expect(viewOf(parseMessage(target?.received[0] ?? Buffer.alloc(0)))).toEqual(
				viewOf(parseMessage(asked)),
			),
		);
	});

	test('was recorded in 72 files', () => {
		expect(recordedFiles()).toHaveLength(72);
	});
});
