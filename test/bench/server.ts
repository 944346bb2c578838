import {createHash} from 'node:crypto';
import {createServer, type IncomingMessage} from 'node:http';
import type {AddressInfo, Socket} from 'node:net';
import {setTimeout as wait} from 'node:timers/promises';
import {Changes, listedContainer, numberOf} from './container.js';
import type {Flood, ServerOptions} from './orders.js';

const project = '/v2-beta/projects/1a5';
const framesAtOnce = 256;
/** A row in transition is read by itself when nothing was heard of it for a while. */
const one = new RegExp(`^${project}/containers/(.+)$`);

const json = (value: unknown): string => JSON.stringify(value);
const collection = (data: string, next: string | null): string =>
	`{"type":"collection","data":[${data}],"pagination":{"next":${json(next)}}}`;

const projectRow = {id: '1a5', type: 'project', name: 'shop', state: 'active', transitioning: 'no'};
const others: Readonly<Record<string, string>> = {
	hosts: json({id: '1h2', type: 'host', name: 'host-2', state: 'active', transitioning: 'no'}),
	stacks: json({id: '1st1', type: 'stack', name: 'shop', state: 'active', transitioning: 'no'}),
	services: json({
		id: '1s1',
		type: 'service',
		name: 'web',
		stackId: '1st1',
		state: 'active',
		transitioning: 'no',
	}),
};

const answer = (base: string, containers: number, url: URL): string => {
	if (url.pathname === '/v2-beta') return json({type: 'apiVersion', id: 'v2-beta'});
	if (url.pathname === '/v2-beta/projects') return collection(json(projectRow), null);
	const id = one.exec(url.pathname)?.[1];
	if (id !== undefined) return listedContainer(base, numberOf(id));
	if (url.pathname !== `${project}/containers`) {
		return collection(others[url.pathname.slice(project.length + 1)] ?? '', null);
	}

	const from = Number(url.searchParams.get('marker')?.slice(1) ?? 0);
	const to = Math.min(containers, from + Number(url.searchParams.get('limit') ?? 100));
	const rows = Array.from({length: to - from}, (_, index) => listedContainer(base, from + index));
	url.searchParams.set('marker', `m${to}`);
	return collection(rows.join(), to < containers ? url.href : null);
};

const greeting = (request: IncomingMessage): string => {
	const accept = createHash('sha1')
		.update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
		.digest('base64');
	return `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`;
};

const drained = (socket: Socket): Promise<void> => new Promise(resolve => socket.once('drain', resolve));

/** As many messages as ordered, as fast as they are taken or at a rate; ids far apart follow each other. */
const flood = async (socket: Socket, changes: Changes, {count, ids, perSecond}: Flood): Promise<void> => {
	const began = performance.now();
	const stride = ids % 7919 === 0 ? 1 : 7919;
	for (let sent = 0; sent < count; ) {
		const due = perSecond === null ? count : ((performance.now() - began) / 1000) * perSecond;
		const max = Math.min(count, sent + framesAtOnce, Math.floor(due));
		const frames: Buffer[] = [];
		for (; sent < max; sent++) frames.push(changes.frame((sent * stride) % ids, Math.floor(sent / ids)));
		if (frames.length === 0) await wait(1);
		else if (!socket.write(Buffer.concat(frames))) await drained(socket);
	}
};

/**
 * A Rancher 1 server of one project with that many containers, only as true as the benchmark needs, but able to
 * send faster than anything can read: it writes frames that are ready as bytes. Resolves to its URL.
 */
export const serveFlood = async (
	{containers}: ServerOptions,
	onOrder: (listener: (order: Flood) => void) => void,
): Promise<string> => {
	const server = createServer((request, response) => {
		const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
		response.setHeader('Content-Type', 'application/json');
		response.end(answer(`${url.origin}${project}`, containers, url));
	});
	const sockets = new Set<Socket>();
	server.on('upgrade', (request, stream) => {
		const socket = stream as Socket;
		socket.setNoDelay(true);
		socket.on('error', () => socket.destroy());
		socket.on('close', () => sockets.delete(socket));
		socket.write(greeting(request));
		socket.write(Buffer.from([0x81, 15, ...Buffer.from('{"name":"ping"}')]));
		sockets.add(socket);
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	const {port} = server.address() as AddressInfo;
	const url = `http://127.0.0.1:${port}`;
	const changes = new Changes(`${url}${project}`);
	const ping = Buffer.from([0x81, 15, ...Buffer.from('{"name":"ping"}')]);
	setInterval(() => {
		for (const socket of sockets) socket.write(ping);
	}, 2000).unref();
	onOrder(order => {
		for (const socket of sockets) void flood(socket, changes, order);
	});
	return url;
};
