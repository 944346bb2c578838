import {createServer, type IncomingMessage, type ServerResponse, STATUS_CODES} from 'node:http';
import {createServer as createTlsServer} from 'node:https';
import type {Socket} from 'node:net';
import type {Duplex} from 'node:stream';
import {setTimeout as wait} from 'node:timers/promises';
import {promisify} from 'node:util';
import {constants, gzip} from 'node:zlib';
import {WebSocketServer} from 'ws';
import type {Answer} from './answer.js';
import {createFaults, type Faults} from './faults.js';
import {type Peer, socketPeer, streamPeer} from './peer.js';
import {listening, restartable} from './port.js';
import {type DemoRequest, readRequest} from './request.js';

export type {Answer} from './answer.js';

export type {Peer} from './peer.js';
export type {DemoRequest, Match} from './request.js';
export {at} from './request.js';

/** A websocket whose 101 has more headers than usual, and bytes between its head and the first frame. */
type PrefacedSocket = {
	readonly headers: Readonly<Record<string, string>>;
	readonly preface: Uint8Array;
	readonly take: (peer: Peer) => void;
};

/** The connection of an upgrade itself, handed on unanswered: faults on open peers do not touch it. */
type Tunnel = {readonly tunnel: (socket: Duplex, head: Buffer) => void};

/** How an upgrade is taken. */
export type Connected = ((peer: Peer) => void) | PrefacedSocket | Tunnel;

/** What a family of servers is made of. `connect` refuses with an answer or takes the upgrade. */
type Application = {
	readonly answer: (request: DemoRequest) => Answer | Promise<Answer>;
	readonly connect: (request: DemoRequest) => Answer | Connected;
	/** Good answers to GET are packed with gzip for clients that accept it. */
	readonly packs?: boolean;
	/** Called once, after everything is closed. */
	readonly closed?: () => void;
};

/** A running server. */
export type DemoServer = {
	/** `http://127.0.0.1:<port>`. */
	readonly url: string;
	/** The last thousand requests, oldest first. */
	readonly received: readonly DemoRequest[];
	/** Websockets and streams open now. */
	readonly peers: ReadonlySet<Peer>;
	readonly faults: Faults;
	/** Ends all connections at once; no handle stays. */
	readonly close: () => Promise<void>;
};

/** Options of a server; `tls` takes PEM texts. */
export type ServeOptions = {
	/** 0, the default, is any free port. */
	readonly port?: number;
	readonly tls?: {readonly key: string; readonly cert: string};
	/** How long an answer takes at least, milliseconds, as a real server is slower. 0 if omitted. */
	readonly minMs?: (request: DemoRequest, answer: Answer) => number;
};

const recordLimit = 1000;

const refuseUpgrade = (socket: Duplex, answer: Answer): void => {
	const body = answer.body ?? '';
	const headers = {...answer.headers, 'Content-Length': String(Buffer.byteLength(body)), Connection: 'close'};
	const lines = Object.entries(headers).flatMap(([name, value]) =>
		[value].flat().map(each => `${name}: ${each}\r\n`),
	);
	socket.end(
		`HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status] ?? ''}\r\n${lines.join('')}\r\n${body}`,
	);
};

// A fault of the simulation itself: nothing that a test asked for.
const brokenAnswer = (error: unknown): Answer => ({
	status: 500,
	headers: {'Content-Type': 'text/plain; charset=utf-8'},
	body: `The simulation failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
});

type Connections = {
	readonly peers: Set<Peer>;
	readonly received: DemoRequest[];
	readonly state: ReturnType<typeof createFaults>;
	readonly record: (request: DemoRequest) => void;
	readonly take: (peer: Peer) => Peer;
};

const createConnections = (): Connections => {
	const peers = new Set<Peer>();
	const received: DemoRequest[] = [];
	return {
		peers,
		received,
		state: createFaults(peers),
		record(request) {
			received.push(request);
			if (received.length > recordLimit) received.shift();
		},
		take(peer) {
			peers.add(peer);
			peer.onClose(() => peers.delete(peer));
			return peer;
		},
	};
};

type Responder = {
	readonly application: Application;
	readonly connections: Connections;
	readonly minMs: ServeOptions['minMs'];
};

const pack = promisify(gzip);

const isPacked = ({packs}: Application, {method, headers}: DemoRequest, {status, body}: Answer): boolean =>
	packs === true &&
	method === 'GET' &&
	status === 200 &&
	body !== undefined &&
	/\bgzip\b/.test(headers['accept-encoding']?.toString() ?? '');

const respond = async (
	{application, connections: {state, take}, minMs}: Responder,
	request: DemoRequest,
	response: ServerResponse,
): Promise<void> => {
	const began = performance.now();
	const refusal = state.refusal(request);
	await state.held(request, 'before');
	const made = refusal ?? (await application.answer(request));
	const answer = made.body === undefined ? made : {...made, body: state.rewritten(request, made.body)};
	await state.held(request, 'after');
	const dueMs = minMs?.(request, answer) ?? 0;
	// The fastest level: what is simulated is that there is less to send.
	const body = isPacked(application, request, answer)
		? await pack(answer.body ?? '', {level: constants.Z_BEST_SPEED})
		: null;
	const restMs = began + dueMs - performance.now();
	if (restMs > 0) await wait(restMs);
	if (response.destroyed) return;
	if (body !== null) {
		response.writeHead(200, {...answer.headers, 'Content-Encoding': 'gzip', Vary: 'Accept-Encoding'});
		response.end(body);
		return;
	}

	response.writeHead(answer.status, answer.headers);
	if (!answer.stream) {
		response.end(answer.body ?? '');
		return;
	}

	response.flushHeaders();
	answer.stream(take(streamPeer(response, request, state.copies)));
};

/** Starts a server for an application on the loopback address; rejects when the port is taken. */
export const serve = async (application: Application, options: ServeOptions = {}): Promise<DemoServer> => {
	const {tls} = options;
	const scheme = tls ? 'https' : 'http';
	const server = tls ? createTlsServer(tls) : createServer();
	// Longer than any client keeps a connection, so that none is closed under a request.
	server.keepAliveTimeout = 120_000;
	const sockets = new Set<Socket>();
	const connections = createConnections();
	const {peers, received, state, record, take} = connections;
	const responder = {application, connections, minMs: options.minMs};
	const upgrades = new WebSocketServer({noServer: true, autoPong: false, perMessageDeflate: false});
	const prefaces = new WeakMap<IncomingMessage, PrefacedSocket['headers']>();
	upgrades.on('headers', (lines, incoming) => {
		for (const [name, value] of Object.entries(prefaces.get(incoming) ?? {})) lines.push(`${name}: ${value}`);
	});
	server.on('connection', (socket: Socket) => {
		sockets.add(socket);
		socket.on('error', () => socket.destroy());
		socket.once('close', () => sockets.delete(socket));
	});
	server.on('request', async (incoming, response) => {
		try {
			const request = await readRequest(incoming, scheme, false);
			record(request);
			await respond(responder, request, response);
		} catch (error) {
			if (response.headersSent) response.destroy();
			else response.writeHead(500, brokenAnswer(error).headers).end(brokenAnswer(error).body);
		}
	});
	server.on('upgrade', async (incoming, socket, head) => {
		try {
			const request = await readRequest(incoming, scheme, true);
			record(request);
			const refusal = state.refusal(request);
			await state.held(request, 'before');
			const connected = refusal ?? application.connect(request);
			if ('status' in connected) return refuseUpgrade(socket, connected);
			if ('tunnel' in connected) return connected.tunnel(socket, head);
			const prefaced = 'preface' in connected ? connected : null;
			if (prefaced) prefaces.set(incoming, prefaced.headers);
			upgrades.handleUpgrade(incoming, socket, head, opened => {
				if (prefaced) socket.write(prefaced.preface);
				const open = 'preface' in connected ? connected.take : connected;
				open(take(socketPeer(opened, request, state.copies)));
			});
		} catch (error) {
			refuseUpgrade(socket, brokenAnswer(error));
		}
	});
	const port = await listening(server, options.port ?? 0);
	const stop = (): Promise<void> =>
		new Promise(resolve => {
			server.close(() => resolve());
			for (const socket of sockets) socket.destroy();
		});
	const {down, up, close} = restartable(server, port, stop);
	return {
		url: `${scheme}://127.0.0.1:${port}`,
		received,
		peers,
		faults: {...state.faults, down, up},
		async close() {
			await close();
			application.closed?.();
		},
	};
};
