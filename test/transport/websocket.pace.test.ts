import {expect, test} from 'vitest';
import {until} from '../until.js';
import {open, serveSockets} from './stage.js';

const piece = Buffer.alloc(256 * 1024, 'x');

test('a paused socket takes no more from the network until it goes on', async () => {
	let unsent = 0;
	const {url} = await serveSockets(socket => {
		for (let index = 0; index < 200; index++) socket.send(piece);
		unsent = socket.bufferedAmount;
		const count = () => {
			unsent = socket.bufferedAmount;
			if (unsent > 0) setImmediate(count);
		};
		count();
	});
	let received = 0;
	const {socket} = await open(url, {
		onBytes(bytes) {
			received += bytes.length;
		},
	});
	socket.pause();
	const early = received;
	// Whatever is on its way arrives; most of it stays where it is.
	await until(() => expect(unsent).toBeGreaterThan(100 * piece.length));
	expect(received - early).toBeLessThan(50 * piece.length);
	socket.resume();
	await until(() => expect(received).toBe(200 * piece.length));
});

test('a message counts as sent when it is on its way, and at the latest when the socket has ended', async () => {
	const peers: {pause: () => void; resume: () => void}[] = [];
	const {url} = await serveSockets(socket => {
		socket.pause();
		peers.push(socket);
	});
	const {socket} = await open(url);
	const settled: number[] = [];
	const sent = Array.from({length: 100}, async (_, index) => {
		await socket.send(piece);
		settled.push(index);
	});
	await sent[0];
	expect(settled.length).toBeLessThan(100);
	peers[0]?.resume();
	await until(() => expect(settled.length).toBeGreaterThan(1));
	socket.close();
	await Promise.all(sent);
	await socket.send(piece);
});
