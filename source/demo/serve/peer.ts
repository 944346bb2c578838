import type {ServerResponse} from 'node:http';
import type {WebSocket} from 'ws';
import type {DemoRequest} from './request.js';

/** The other end of an open websocket or stream. Everything sent while the fault `silence` lasts is lost. */
export type Peer = {
	readonly request: DemoRequest;
	/** Text frames for strings, binary frames for bytes; a stream gets both as they are. Calls back when it is on its way. */
	readonly send: (frame: string | Uint8Array, sent?: () => void) => void;
	/** Sends bytes as a text frame, valid UTF-8 or not. */
	readonly sendText: (bytes: Uint8Array) => void;
	/** As `send`, but subject to the faults that drop and duplicate events. */
	readonly event: (frame: string) => void;
	readonly onMessage: (listener: (message: string) => void) => void;
	/** As `onMessage`, undecoded. */
	readonly onBytes: (listener: (bytes: Uint8Array) => void) => void;
	/** Called once, whoever closed. */
	readonly onClose: (listener: () => void) => void;
	readonly close: (code?: number, reason?: string) => void;
	/** Ends the connection without a close frame: the client sees 1006. */
	readonly cut: () => void;
	/** Half-open: nothing is sent or read any more, not even a pong, and the connection stays. */
	readonly silence: (silent: boolean) => void;
	/** Bytes that the client has not taken yet. */
	readonly buffered: () => number;
};

/** How often the next event is sent: 0 lost, 1, 2 doubled. */
export type Copies = () => number;

const repeat = (times: number, call: () => void): void => {
	for (let index = 0; index < times; index++) call();
};

/** A peer on a websocket that is open. */
export const socketPeer = (socket: WebSocket, request: DemoRequest, copies: Copies): Peer => {
	let silent = false;
	const send = (frame: string | Uint8Array, binary: boolean, sent?: () => void): void => {
		if (!silent) socket.send(frame, {binary}, sent);
	};

	const sendAsIs: Peer['send'] = (frame, sent) => send(frame, typeof frame !== 'string', sent);
	// Pongs are our own, so that a silent peer gives none.
	socket.on('ping', payload => {
		if (!silent) socket.pong(payload);
	});
	// A failure here reaches the client by the close that follows.
	socket.on('error', () => socket.terminate());
	return {
		request,
		send: sendAsIs,
		sendText: bytes => send(bytes, false),
		event: frame => repeat(copies(), () => sendAsIs(frame)),
		onMessage: listener => socket.on('message', message => listener(String(message))),
		onBytes: listener =>
			socket.on('message', message => {
				// Always a Buffer: `binaryType` is left as it is.
				if (Buffer.isBuffer(message)) listener(message);
			}),
		onClose: listener => socket.once('close', listener),
		close: (code = 1000, reason = '') => socket.close(code, reason),
		cut: () => socket.terminate(),
		silence(now) {
			silent = now;
			if (now) socket.pause();
			else socket.resume();
		},
		buffered: () => socket.bufferedAmount,
	};
};

/** A peer on an HTTP answer whose head was sent and whose body stays open. */
export const streamPeer = (response: ServerResponse, request: DemoRequest, copies: Copies): Peer => {
	let silent = false;
	const send = (frame: string | Uint8Array, sent?: () => void): void => {
		if (!silent && !response.writableEnded) response.write(frame, sent);
	};

	return {
		request,
		send,
		sendText: send,
		event: frame => repeat(copies(), () => send(frame)),
		onMessage: () => undefined,
		onBytes: () => undefined,
		onClose: listener => response.once('close', listener),
		close: () => response.end(),
		cut: () => response.destroy(),
		silence(now) {
			silent = now;
		},
		buffered: () => response.writableLength,
	};
};
