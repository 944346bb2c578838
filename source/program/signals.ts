import process from 'node:process';
import {exit} from './exit.js';
import {expectNoTerminal, hangUp} from './hang-up.js';

const exitCodes = {SIGINT: 130, SIGTERM: 143, SIGHUP: hangUp} as const;

/** A window that is dragged changes its size many times a second. */
const restMs = 50;

/**
 * Calls `repaint` whenever the window was given another size, once it rests: also for one that ends at the size that
 * it had, of which Node tells nothing although the terminal moved its lines about. Returns the way to end that.
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
 * Calls `stop` with the exit code of the first signal that asks the program to end; returns the way to end that.
 * A second one ends the process at once: whoever sends two does not want to wait.
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
