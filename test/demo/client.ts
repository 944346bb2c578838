import {request} from 'node:http';
import {WebSocket} from 'ws';

export {until as eventually} from '../until.js';

export type Reply = {
	readonly status: number;
	readonly headers: Readonly<Record<string, string | string[] | undefined>>;
	readonly text: string;
	readonly body: Record<string, unknown> & {readonly data: readonly Record<string, unknown>[]};
};

type Key = {readonly access: string; readonly secret: string};

type Options = {
	readonly key?: Key;
	readonly method?: string;
	readonly input?: unknown;
	readonly headers?: Record<string, string>;
};

const authorization = (key?: Key): Record<string, string> =>
	key ? {authorization: `Basic ${Buffer.from(`${key.access}:${key.secret}`).toString('base64')}`} : {};

const parsed = (text: string): Reply['body'] => {
	try {
		return JSON.parse(text);
	} catch (error) {
		if (error instanceof SyntaxError) return {data: []};
		throw error;
	}
};

/** Asks a server over HTTP, without a connection that is kept. */
export const ask = (url: string, options: Options = {}): Promise<Reply> =>
	new Promise((resolve, reject) => {
		const {key, input, method = input === undefined ? 'GET' : 'POST', headers} = options;
		const outgoing = request(
			url,
			{method, agent: false, headers: {...authorization(key), ...headers}},
			answer => {
				const chunks: Buffer[] = [];
				answer.on('data', (chunk: Buffer) => chunks.push(chunk));
				answer.on('end', () => {
					const text = Buffer.concat(chunks).toString();
					resolve({status: answer.statusCode ?? 0, headers: answer.headers, text, body: parsed(text)});
				});
				answer.on('error', reject);
			},
		);
		outgoing.on('error', reject);
		outgoing.end(typeof input === 'string' ? input : JSON.stringify(input));
	});

export type Listener = {
	readonly socket: WebSocket;
	/** Raw frames, in order. */
	readonly frames: readonly Buffer[];
	readonly texts: () => readonly string[];
	/** Settles once it is open; rejects with the status when it is refused. */
	readonly opened: Promise<void>;
	/** Settles with the close code. */
	readonly closed: Promise<number>;
};

/** Opens a websocket and keeps every frame. */
export const listen = (url: string, key?: Key): Listener => {
	const socket = new WebSocket(url.replace(/^http/, 'ws'), {
		headers: authorization(key),
		skipUTF8Validation: true,
		perMessageDeflate: false,
	});
	const frames: Buffer[] = [];
	socket.on('message', (bytes: Buffer) => frames.push(bytes));
	const opened = new Promise<void>((resolve, reject) => {
		socket.once('open', () => resolve());
		socket.once('unexpected-response', (_request, answer) => {
			const chunks: Buffer[] = [];
			answer.on('data', (chunk: Buffer) => chunks.push(chunk));
			answer.on('end', () => reject(new Error(`${answer.statusCode} ${Buffer.concat(chunks).toString()}`)));
		});
		socket.once('error', reject);
	});
	const closed = new Promise<number>(resolve => {
		socket.once('close', resolve);
	});
	// Whoever does not wait for it must not see a refusal.
	opened.catch(() => undefined);
	return {socket, frames, texts: () => frames.map(String), opened, closed};
};
