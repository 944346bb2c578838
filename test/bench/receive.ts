import {WebSocket} from 'ws';
import {openRancher1} from '../../source/sources/rancher1/source.js';
import {redacted} from '../../source/sources/redacted.js';
import type {Received, ReceiverOptions} from './orders.js';
import {configOf, startProgram, until} from './program.js';

const heapUsed = (): number => {
	globalThis.gc?.();
	return process.memoryUsage().heapUsed;
};

/** Processor time since then, all threads. */
export const cpuMs = (since: NodeJS.CpuUsage): number => {
	const {user, system} = process.cpuUsage(since);
	return (user + system) / 1000;
};

/** A bare `ws` that parses each message. */
export const readBare = (url: string, ready: () => void, onMessage: (message: object) => void): WebSocket => {
	const address = `${url.replace(/^http/, 'ws')}/v2-beta/projects/1a5/subscribe`;
	const socket = new WebSocket(address, {perMessageDeflate: false});
	socket.on('open', ready);
	socket.on('message', text => {
		const message: unknown = JSON.parse(String(text));
		if (typeof message === 'object' && message !== null && 'data' in message) onMessage(message);
	});
	return socket;
};

/** The baseline: nothing but receiving and parsing, and what `keep` does. `ready` is called when it may begin. */
export const receiveBare = async (
	options: ReceiverOptions,
	ready: () => void,
	keep: (message: object) => void = () => undefined,
): Promise<Received> => {
	const heapBefore = heapUsed();
	let count = 0;
	let began = 0;
	let usage = process.cpuUsage();
	await new Promise<void>(resolve => {
		const socket = readBare(options.url, ready, message => {
			if (count === 0) {
				began = performance.now();
				usage = process.cpuUsage();
			}

			keep(message);
			count += 1;
			if (count < options.count) return;
			socket.terminate();
			resolve();
		});
	});
	const result = {elapsedMs: performance.now() - began, cpuMs: cpuMs(usage)};
	return {...result, frames: 0, bytes: 0, moments: count, heapBefore, heapAfter: heapUsed()};
};

/** The program: from the socket to a painted grid. */
export const receiveAll = async (options: ReceiverOptions, ready: () => void): Promise<Received> => {
	const config = {...configOf(options.url), ...(options.everyChange && {everyChange: true as const})};
	const program = startProgram({sources: [redacted(openRancher1(config))], view: options.view});
	const {store, terminal} = program;
	const connection = () => store.getState().connections.get('bench');
	await until(
		store,
		() => connection()?.status === 'live' && store.getState().resources.size >= options.containers,
	);
	const heapBefore = heapUsed();
	const listed = connection()?.events ?? 0;
	const {frames, bytes} = terminal;
	let began = 0;
	let usage = process.cpuUsage();
	const {count, warm = 0} = options;
	const first = until(store, () => (connection()?.events ?? 0) > listed + warm);
	ready();
	await first;
	// The first messages came at most one frame before.
	began = performance.now();
	usage = process.cpuUsage();
	const before = connection()?.events ?? 0;
	await until(store, () => (connection()?.events ?? 0) >= listed + warm + count);
	const share = count / (count - (before - listed - warm));
	const elapsedMs = (performance.now() - began) * share;
	const spent = cpuMs(usage) * share;
	let moments = 0;
	for (const {timeline} of store.getState().resources.rows()) {
		if (timeline) moments += timeline.length - 1 + timeline.forgotten + timeline.skipped;
	}

	const heapAfter = heapUsed();
	const result = {
		elapsedMs,
		cpuMs: spent,
		frames: terminal.frames - frames,
		bytes: terminal.bytes - bytes,
		moments,
		heapBefore,
		heapAfter,
	};
	await program.close();
	return result;
};
