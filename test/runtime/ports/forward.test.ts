import {expect, test} from 'vitest';
import {openForward} from '../../../source/runtime/ports/forward.js';
import {nextFreePort, PortTakenError} from '../../../source/runtime/ports/local-port.js';
import {withLocalPort} from '../../../source/runtime/ports/local-port-field.js';
import {until} from '../../until.js';
import {client, forwarding, freePort, listener} from './stage.js';

test('bytes go both ways, each connection on its own, and all are counted', async () => {
	const {port, fars, traffic} = await forwarding();
	const clients = ['one', 'two', 'three'].map(text => {
		const each = client(port);
		each.socket.write(text);
		return each;
	});
	await until(() => expect(fars.map(far => far.text()).sort()).toEqual(['one', 'three', 'two']));
	for (const far of fars) far.emit(`${far.text()}!`);
	await until(() => expect(clients.map(({text}) => text())).toEqual(['one!', 'two!', 'three!']));
	expect(traffic()).toMatchObject({connections: 3, total: 3, sentBytes: 11, receivedBytes: 14, errors: 0});
	expect(traffic().to).toBe('shop/web-1');
	for (const {socket} of clients) socket.destroy();
	for (const far of fars) far.end();
	await until(() => expect(traffic()).toMatchObject({connections: 0, total: 3}));
	expect(fars.every(({isClosed}) => isClosed)).toBe(true);
});

test('a client that has said all it has to say still gets the answer', async () => {
	const {port, fars} = await forwarding();
	const {socket, state, text} = client(port);
	socket.end('question');
	await until(() => expect(fars[0]?.text()).toBe('question'));
	fars[0]?.emit('answer');
	await until(() => expect(text()).toBe('answer'));
	expect(state.ended).toBe(false);
	fars[0]?.end();
	await until(() => expect(state).toEqual({ended: true, error: null}));
});

test('a client that has left without a word is not kept, though the far side cannot learn of it', async () => {
	const {port, fars, traffic} = await forwarding(() => null, 20);
	const {socket} = client(port);
	socket.end('question');
	await until(() => expect(fars[0]?.text()).toBe('question'));
	await until(() => expect(fars[0]?.isClosed).toBe(true));
	await until(() => expect(traffic().connections).toBe(0));
});

test('a client that reads slowly gets all that was sent to it, however long it takes', async () => {
	const {port, fars, traffic} = await forwarding(() => null, 20);
	const {socket, state, text} = client(port);
	socket.pause();
	socket.write('x');
	await until(() => expect(fars).toHaveLength(1));
	const answer = 'y'.repeat(20_000_000);
	fars[0]?.emit(answer);
	fars[0]?.end();
	// A second client lives and dies meanwhile.
	client(port).socket.end('z');
	await until(() => expect(fars[1]?.isClosed).toBe(true));
	await until(() => expect(traffic().connections).toBe(1));
	socket.resume();
	await until(() => expect(state.ended).toBe(true));
	expect(text()).toHaveLength(answer.length);
});

test('what the far side sent last arrives before the end', async () => {
	const {port, fars} = await forwarding();
	const {socket, state, text} = client(port);
	socket.write('x');
	await until(() => expect(fars).toHaveLength(1));
	const answer = 'y'.repeat(2_000_000);
	fars[0]?.emit(answer);
	fars[0]?.end();
	await until(() => expect(state.ended).toBe(true));
	expect(text()).toBe(answer);
});

test('a far side that reads slowly slows the client down', async () => {
	const {port, fars} = await forwarding();
	const {socket} = client(port);
	let release: () => void = () => undefined;
	const hold = new Promise<void>(resolve => {
		release = resolve;
	});
	socket.write('x');
	await until(() => expect(fars[0]?.received()).toBe(1));
	const [far] = fars;
	if (far) far.hold = hold;
	const size = 30_000_000;
	let isFlushed = false;
	socket.write(Buffer.alloc(size), () => {
		isFlushed = true;
	});
	// The kernel takes some; the rest has to wait with the client.
	await until(() => expect(socket.bytesWritten).toBeGreaterThan(1));
	expect(isFlushed).toBe(false);
	expect(far?.received()).toBe(1);
	release();
	await until(() => expect(far?.received()).toBe(size + 1));
});

test('a client that reads slowly pauses the far side', async () => {
	const {port, fars} = await forwarding();
	const {socket, text} = client(port);
	socket.write('x');
	await until(() => expect(fars).toHaveLength(1));
	socket.pause();
	const [far] = fars;
	let sent = 0;
	while (far && !far.isPaused && sent < 50_000_000) {
		far.emit(Buffer.alloc(100_000, 'z'));
		sent += 100_000;
	}

	expect(far?.isPaused).toBe(true);
	socket.resume();
	await until(() => expect(text()).toHaveLength(sent));
	expect(far?.isPaused).toBe(false);
});

test('a port that nobody listens on is a connection that is reset, and an error in full', async () => {
	const words = `error forwarding port 26809 to pod ${'c830834d'.repeat(100)}: connect: connection refused`;
	const {port, fars, traffic} = await forwarding();
	const {state} = client(port);
	await until(() => expect(fars).toHaveLength(1));
	fars[0]?.fail(new Error(words));
	await until(() => expect(state.error).toMatch(/ECONNRESET/));
	await until(() => expect(traffic()).toMatchObject({errors: 1, lastError: words, connections: 0}));
});

test('one connection that cannot be opened does not end the forward', async () => {
	let refusals = 1;
	const {port, fars, traffic} = await forwarding(() => (refusals-- > 0 ? new Error('no pod runs') : null));
	const first = client(port);
	await until(() => expect(first.state.error).toMatch(/ECONNRESET/));
	const second = client(port);
	second.socket.write('again');
	await until(() => expect(fars[0]?.text()).toBe('again'));
	expect(traffic()).toMatchObject({errors: 1, lastError: 'no pod runs', total: 2});
});

test('a client that leaves closes the far side, and is no error', async () => {
	const {port, fars, traffic} = await forwarding();
	const {socket} = client(port);
	socket.write('x');
	await until(() => expect(fars[0]?.text()).toBe('x'));
	socket.resetAndDestroy();
	await until(() => expect(fars[0]?.isClosed).toBe(true));
	await until(() => expect(traffic()).toMatchObject({errors: 0, connections: 0}));
});

test('closing a forward ends its connections and frees its port', async () => {
	const {port, fars, forward, reports} = await forwarding();
	const {socket, state} = client(port);
	socket.write('x');
	await until(() => expect(fars[0]?.text()).toBe('x'));
	await until(() => expect(reports.at(-1)?.sentBytes).toBe(1));
	forward.close();
	await until(() => expect(state.ended || state.error !== null).toBe(true));
	await until(() => expect(fars[0]?.isClosed).toBe(true));
	expect(await nextFreePort(port)).toBe(port);
});

test('a port that is taken is not had, and the next free one is named', async () => {
	const port = await freePort();
	await listener(port);
	const free = await nextFreePort(port);
	expect(free).toBeGreaterThan(port);
	const options = {
		localPort: port,
		connect: () => Promise.reject(new Error('not asked for here')),
		report: () => undefined,
		reportMs: 5,
		halfClosedMs: 15_000,
		broken: () => undefined,
	};
	await expect(openForward(options)).rejects.toThrow(PortTakenError);
	const [, field] = await withLocalPort([
		{
			name: 'port',
			title: 'Port',
			type: 'integer',
			of: null,
			required: true,
			nullable: false,
			initial: String(port),
			options: [],
			minimum: 1,
			maximum: 65_535,
			description: null,
		},
	]);
	expect(field).toMatchObject({initial: String(free), description: `${port} is not free here, ${free} is`});
});
