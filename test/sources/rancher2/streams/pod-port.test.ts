import {expect, test} from 'vitest';
import type {WebSocket} from 'ws';
import {connectToPod} from '../../../../source/sources/rancher2/streams/pod-port.js';
import {never} from '../stage.js';
import {apiOf, recordedFrames} from './pod-server.js';

/** Connects to a port of a pod whose server does this. */
const connectAgainst = async (serve: (socket: WebSocket) => void) => {
	const api = await apiOf(serve);
	const received: Uint8Array[] = [];
	const connection = await connectToPod({
		api,
		cluster: 'c-1',
		namespace: 'shop',
		pod: 'web-1',
		port: 8080,
		output: bytes => received.push(bytes),
		signal: never,
	});
	return {connection, text: () => Buffer.concat(received).toString()};
};

const play = (file: string) => (socket: WebSocket) => {
	for (const frame of recordedFrames(`more/${file}`)) socket.send(frame);
	socket.close(1000);
};

test('what a pod answers comes without channels and ports, and its end is an end', async () => {
	const {connection, text} = await connectAgainst(play('portforward-bytes-v4.txt'));
	await expect(connection.ended).resolves.toBeUndefined();
	expect(text()).toMatch(/^HTTP\/1\.1 200 OK[\s\S]*hello from the pod: \/index\n$/);
});

test('what the other side says went wrong is said in full', async () => {
	const {connection, text} = await connectAgainst(play('portforward-bytes-v4-refused.txt'));
	await expect(connection.ended).rejects.toThrow(
		/^Cannot connect to port 8080 of pod shop\/web-1: error forwarding port 26809 to pod c830834d.*IPv6 dial tcp6: address localhost: no suitable address found/,
	);
	expect(text()).toBe('');
});

test('a port that is cut in two is none of the bytes', async () => {
	const {connection, text} = await connectAgainst(socket => {
		socket.send(Buffer.from([0, 0x90]));
		socket.send(Buffer.from([0, 0x1f, ...Buffer.from('hello')]));
		socket.close(1000);
	});
	await connection.ended;
	expect(text()).toBe('hello');
});

test('a connection that breaks says so', async () => {
	const {connection} = await connectAgainst(socket => socket.terminate());
	await expect(connection.ended).rejects.toThrow(/any longer/);
});
