import {createServer, type IncomingMessage, request} from 'node:http';
import type {AddressInfo, Socket} from 'node:net';

/** A proxy that gives the server behind it a host name that nobody can reach: so all its links are wrong. */
export const openWrongProxy = async (target: string): Promise<{url: string; stop: () => Promise<void>}> => {
	const sockets = new Set<Socket>();
	const pass = (incoming: IncomingMessage) =>
		request(new URL(incoming.url ?? '/', target), {
			method: incoming.method ?? 'GET',
			headers: {...incoming.headers, 'x-forwarded-host': 'internal.invalid:8080'},
			agent: false,
		});
	const server = createServer((incoming, response) => {
		const outgoing = pass(incoming);
		outgoing.on('response', answer => {
			response.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.pipe(response);
		});
		outgoing.on('error', () => response.destroy());
		incoming.pipe(outgoing);
	});
	server.on('connection', (socket: Socket) => {
		sockets.add(socket);
		socket.on('error', () => socket.destroy());
		socket.on('close', () => sockets.delete(socket));
	});
	server.on('upgrade', (incoming, client) => {
		const outgoing = pass(incoming);
		outgoing.on('error', () => client.destroy());
		outgoing.on('upgrade', (answer, upstream) => {
			const headers = Object.entries(answer.headers).map(([name, value]) => `${name}: ${String(value)}`);
			client.write(`HTTP/1.1 101 Switching Protocols\r\n${headers.join('\r\n')}\r\n\r\n`);
			upstream.on('error', () => client.destroy());
			client.on('close', () => upstream.destroy());
			upstream.on('close', () => client.destroy());
			upstream.pipe(client).pipe(upstream);
		});
		outgoing.end();
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	const {port} = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		stop: () =>
			new Promise(resolve => {
				server.close(() => resolve());
				for (const socket of sockets) socket.destroy();
			}),
	};
};
