import {afterEach, expect, test} from 'vitest';
import {WebSocket} from 'ws';
import type {Rancher2Server} from '../../../source/demo/rancher2/server.js';
import {fixtureText} from '../../sources/rancher2/fixture.js';
import {cluster, serveQuick} from '../../sources/rancher2/start.js';
import {eventually} from '../client.js';

const closing: (() => unknown)[] = [];

afterEach(async () => {
	for (const close of closing.splice(0).reverse()) await close();
});

const start = async (): Promise<{server: Rancher2Server; pod: string}> => {
	const server = await serveQuick();
	closing.push(server.close);
	const pod = server.world.list('pod', cluster).find(({fields}) => String(fields.name).startsWith('web-'));
	return {server, pod: String(pod?.fields.name)};
};

type Answered = {status: number; body: string; protocol: string; frames: Buffer[]; socket: WebSocket};

/** Asks for a websocket, and keeps what comes. */
const ask = (server: Rancher2Server, pod: string, query: string, protocols: string[]): Promise<Answered> => {
	const path = `/k8s/clusters/${cluster}/api/v1/namespaces/shop/pods/${pod}/portforward${query}`;
	const socket = new WebSocket(server.url.replace('http', 'ws') + path, protocols, {
		headers: {authorization: `Bearer ${server.token.name}:${server.token.secret}`},
	});
	closing.push(() => socket.terminate());
	const frames: Buffer[] = [];
	socket.on('message', (bytes: Buffer) => frames.push(bytes));
	return new Promise((resolve, reject) => {
		socket.on('error', reject);
		socket.once('open', () => resolve({status: 101, body: '', protocol: socket.protocol, frames, socket}));
		socket.once('unexpected-response', (_request, answer) => {
			const chunks: Buffer[] = [];
			answer.on('data', (chunk: Buffer) => chunks.push(chunk));
			answer.on('end', () =>
				resolve({
					status: answer.statusCode ?? 0,
					body: Buffer.concat(chunks).toString(),
					protocol: '',
					frames,
					socket,
				}),
			);
		});
	});
};

const recorded = (name: string): {status: number; body: string} => {
	const text = fixtureText(`more/portforward-ws-${name}.txt`);
	return {
		status: Number(/^HTTP\/1\.1 (\d+)/m.exec(text)?.[1]),
		body: String(JSON.parse(/^first bytes: (".*")$/m.exec(text)?.[1] ?? '""')),
	};
};

test.each(['v4.channel', 'v4.base64', 'v5.channel', 'portforward', 'v2.portforward'])(
	'answers %s.k8s.io as the apiserver does',
	async name => {
		const {server, pod} = await start();
		const {status} = await ask(server, pod, '?ports=8080', [
			`${name}${name.includes('v4.base64') ? '.channel' : ''}.k8s.io`,
		]);
		expect(status).toBe(recorded(name).status);
	},
);

test('refuses a pod that is not there, and a question without ports, in the words of the server', async () => {
	const {server, pod} = await start();
	const protocols = ['v4.channel.k8s.io'];
	const missing = await ask(server, 'nosuch', '?ports=8080', protocols);
	expect(missing.status).toBe(404);
	expect(JSON.parse(missing.body)).toMatchObject({message: JSON.parse(recorded('nosuch').body).message});
	const portless = await ask(server, pod, '', protocols);
	expect(portless).toMatchObject(recorded('no-ports'));
});

test('each channel begins with its port; a request is answered, and a port that nobody listens on refused', async () => {
	const {server, pod} = await start();
	const {frames, socket} = await ask(server, pod, '?ports=8080&ports=26809', ['v4.channel.k8s.io']);
	await eventually(() => expect(frames.length).toBeGreaterThanOrEqual(5));
	const [first, second, third, fourth, refusal] = frames;
	expect([first, second, third, fourth].map(frame => [...(frame ?? [])])).toEqual([
		[0, 0x90, 0x1f],
		[1, 0x90, 0x1f],
		[2, 0xb9, 0x68],
		[3, 0xb9, 0x68],
	]);
	expect(refusal?.[0]).toBe(3);
	expect(refusal?.toString()).toMatch(/error forwarding port 26809 to pod .* connect: connection refused/);
	socket.send(Buffer.from('\u0000GET /index HTTP/1.0\r\nHost: x\r\n\r\n'));
	const ended = new Promise<number>(resolve => socket.once('close', resolve));
	expect(await ended).toBe(1000);
	const text = Buffer.concat(frames.slice(5).map(frame => frame.subarray(1))).toString();
	expect(text).toMatch(/^HTTP\/1\.1 200 OK[\s\S]*hello from the pod web-\w+-\w+: \/index\n$/);
});
