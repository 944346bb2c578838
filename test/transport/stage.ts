import type {IncomingMessage} from 'node:http';
import {onTestFinished} from 'vitest';
import {type WebSocket, WebSocketServer} from 'ws';
import {createHttpClient, type HttpOptions} from '../../source/transport/http.js';
import {openSocket, type SocketOptions} from '../../source/transport/websocket.js';
import {serve, type TestServer} from './servers.js';

/** Closes a thing when the test is over, what was opened last first; returns it. */
export const ending = <Thing extends {readonly close: () => Promise<void>}>(thing: Thing): Thing => {
	onTestFinished(thing.close);
	return thing;
};

/** What the requests of these tests try, for their errors. */
export const attempted = 'Cannot list pods';

/** A client that is closed at the end, without proxy and credentials unless asked for. */
export const client = (url: string, more: Partial<HttpOptions> = {}) =>
	ending(createHttpClient({url, certificateAuthorities: null, insecure: false, environment: {}, ...more}));

/** The answer of a server that repeats what it was asked, as JSON. */
export const echo = (request: IncomingMessage): string =>
	JSON.stringify({path: request.url, method: request.method, headers: request.headers});

/** Opens a websocket that ends with the test, and keeps its text frames. */
export const open = async (url: string, more: Partial<SocketOptions> = {}) => {
	const controller = new AbortController();
	onTestFinished(() => controller.abort());
	const frames: string[] = [];
	const socket = await openSocket({
		url,
		headers: {},
		certificateAuthorities: null,
		insecure: false,
		silenceMs: null,
		signal: controller.signal,
		attempted: 'Cannot follow changes',
		environment: {},
		onFrame: text => frames.push(text),
		...more,
	});
	return {socket, frames, controller};
};

/** A server of websockets that ends with the test; `start` makes what it listens on. */
export const serveSockets = async (
	onSocket: (socket: WebSocket) => void,
	start: () => Promise<TestServer> = serve,
) => {
	const server = ending(await start());
	const sockets = new WebSocketServer({server: server.server});
	sockets.on('connection', onSocket);
	return {...server, sockets};
};
