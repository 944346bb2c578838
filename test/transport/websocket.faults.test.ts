import {expect, test} from 'vitest';
import {open, serveSockets} from './stage.js';

test('what a listener throws ends the socket, says why, and nothing more is read', async () => {
	const {url} = await serveSockets(socket => {
		socket.send('bad');
		socket.send('good');
	});
	const frames: string[] = [];
	const {socket} = await open(url, {
		onFrame(text) {
			frames.push(text);
			throw new RangeError('Maximum call stack size exceeded');
		},
	});

	expect(await socket.ended).toMatchObject({
		by: 'fault',
		detail: 'a message of 3 bytes could not be read: Maximum call stack size exceeded',
	});
	expect(frames).toEqual(['bad']);
});

test('a message of more than 32 MB ends the socket', async () => {
	const {url} = await serveSockets(socket => socket.send(Buffer.alloc(33 * 1024 * 1024, 'x')));
	const {socket, frames} = await open(url);

	expect(await socket.ended).toMatchObject({by: 'peer', detail: expect.stringMatching(/payload/i)});
	expect(frames).toEqual([]);
});
