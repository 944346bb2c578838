import process from 'node:process';
import {exit} from './exit.js';
import {expectNoTerminal, hangUp} from './hang-up.js';

const exitCodes = {SIGINT: 130, SIGTERM: 143, SIGHUP: hangUp} as const;

/** A dragged window changes its size many times a second. */
const restMs = 50;

/**
 * Calls `repaint` after the window was resized, once its size is stable. Also if it ends up at its old size, which Node
 * does not report although the terminal reflowed its lines. Returns what ends that.
 */
export const onWindowSignal = (repaint: () => void): (() => void) => {
	let timer: NodeJS.Timeout | undefined;
	const listener = () => {
		clearTimeout(timer);
		timer = setTimeout(repaint, restMs);
	};
	process.on('SIGWINCH', listener);
	return () => {
		clearTimeout(timer);
		process.off('SIGWINCH', listener);
	};
};

/**
 * Calls `stop` with the exit code of the first signal that ends the program; a second one ends the process at once.
 * Returns what ends that.
 */
export const onStopSignal = (stop: (exitCode: number) => void): (() => void) => {
	let stopping = false;
	const listeners = Object.entries(exitCodes).map(([signal, exitCode]) => {
		const listener = () => {
			if (exitCode === hangUp) expectNoTerminal();
			if (stopping) exit(exitCode);
			stopping = true;
			stop(exitCode);
		};
		process.on(signal, listener);
		return [signal, listener] as const;
	});
	return () => {
		for (const [signal, listener] of listeners) process.off(signal, listener);
	};
};
