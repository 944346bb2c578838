import {connect, type Socket} from 'node:net';
import {serveRaw} from './servers.js';
import {ending} from './stage.js';

/** Waits for at least `count` bytes of a socket, then takes all that is there. */
const take = async (socket: Socket, count: number): Promise<Buffer> => {
	for (;;) {
		const chunk: Buffer | null = socket.read();
		if (chunk !== null && chunk.length >= count) return chunk;
		if (chunk !== null) socket.unshift(chunk);
		await new Promise(resolve => socket.once('readable', resolve));
	}
};

// RFC 1928: greeting, request with a name or an IPv4 address; every destination is the port given.
const speak = async (socket: Socket, port: number, asked: string[]) => {
	await take(socket, 3);
	socket.write(Buffer.from([5, 0]));
	const request = await take(socket, 10);
	const isName = request[3] === 3;
	const end = isName ? 5 + (request[4] ?? 0) : 8;
	const host = isName ? request.subarray(5, end).toString() : request.subarray(4, end).join('.');
	asked.push(`${host}:${request.readUInt16BE(end)}`);
	const upstream = connect(port, '127.0.0.1', () => {
		socket.write(Buffer.from([5, 0, 0, 1, 127, 0, 0, 1, 0, 0]));
		socket.pipe(upstream).pipe(socket);
	});
	upstream.on('error', () => socket.destroy());
};

/** A SOCKS 5 proxy that ends with the test: leads everything to one port, and keeps what it was asked for. */
export const serveSocks = async (port: number) => {
	const asked: string[] = [];
	const proxy = ending(await serveRaw(socket => void speak(socket, port, asked)));
	return {host: `127.0.0.1:${proxy.port}`, asked};
};
