import {connect, createServer, type Socket} from 'node:net';
import {onTestFinished} from 'vitest';
import type {PortConnection} from '../../../source/model/port-connection.js';
import {type OpenForward, openForward} from '../../../source/runtime/ports/forward.js';
import {nextFreePort} from '../../../source/runtime/ports/local-port.js';
import type {Traffic} from '../../../source/state/forward.js';

/** The far side of one connection, as a test turns it. */
export type Far = {
	readonly received: () => number;
	readonly text: () => string;
	readonly emit: (text: string | Uint8Array) => void;
	readonly end: () => void;
	readonly fail: (error: Error) => void;
	/** Whether rwatch asked for no more. */
	isPaused: boolean;
	isClosed: boolean;
	/** What is written waits while this is set. */
	hold: Promise<void> | null;
};

const createFar = (output: (bytes: Uint8Array) => void): {far: Far; connection: PortConnection} => {
	const pieces: Uint8Array[] = [];
	let end: () => void = () => undefined;
	let fail: (error: Error) => void = () => undefined;
	const ended = new Promise<void>((resolve, reject) => {
		end = resolve;
		fail = reject;
	});
	const far: Far = {
		received: () => pieces.reduce((sum, {length}) => sum + length, 0),
		text: () => Buffer.concat(pieces).toString(),
		emit: text => output(Buffer.from(text)),
		end: () => end(),
		fail: error => fail(error),
		isPaused: false,
		isClosed: false,
		hold: null,
	};
	return {
		far,
		connection: {
			to: 'shop/web-1',
			async write(bytes) {
				await far.hold;
				pieces.push(bytes);
			},
			pause() {
				far.isPaused = true;
			},
			resume() {
				far.isPaused = false;
			},
			close() {
				far.isClosed = true;
				end();
			},
			ended,
		},
	};
};

/** A port that nothing listens on, below those that the system gives to whoever asks for any: it stays free. */
export const freePort = async (): Promise<number> =>
	(await nextFreePort(20_000 + Math.floor(Math.random() * 12_000))) ?? 0;

/** A port that is forwarded to far sides that the test turns. */
export const forwarding = async (
	refuse: () => Error | null = () => null,
	halfClosedMs = 15_000,
): Promise<{port: number; fars: Far[]; traffic: () => Traffic; reports: Traffic[]; forward: OpenForward}> => {
	const fars: Far[] = [];
	const reports: Traffic[] = [];
	const port = await freePort();
	const forward = await openForward({
		localPort: port,
		async connect(output) {
			const refusal = refuse();
			if (refusal) throw refusal;
			const {far, connection} = createFar(output);
			fars.push(far);
			return connection;
		},
		report: traffic => reports.push(traffic),
		reportMs: 5,
		halfClosedMs,
		broken: () => undefined,
	});
	onTestFinished(forward.close);
	return {port, fars, traffic: forward.traffic, reports, forward};
};

/** A client of a local port, and what it got. */
export const client = (port: number) => {
	const socket: Socket = connect({port, host: '127.0.0.1', allowHalfOpen: true});
	onTestFinished(() => void socket.destroy());
	const pieces: Buffer[] = [];
	const state = {ended: false, error: null as string | null};
	socket.on('data', piece => pieces.push(piece));
	socket.on('end', () => {
		state.ended = true;
	});
	socket.on('error', ({message}) => {
		state.error = message;
	});
	return {socket, state, text: () => Buffer.concat(pieces).toString()};
};

/** Something else that listens on a port of this machine. */
export const listener = async (port: number): Promise<void> => {
	const server = createServer();
	await new Promise<void>(resolve => {
		server.listen(port, '127.0.0.1', () => resolve());
	});
	onTestFinished(() => void server.close());
};
