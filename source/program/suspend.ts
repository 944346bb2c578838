import process from 'node:process';
import {setTimeout as wait} from 'node:timers/promises';

/** Long enough for the signal to arrive: the clock of a stopped process stands still. */
const settleMs = 100;

// As ctrl-z does in a shell; resolves when it is continued, or when nothing could stop it.
const stopUntilContinued = async (): Promise<void> => {
	// The whole group, because npx waits in it too. Without a listener of ours the signal stops us.
	process.kill(0, 'SIGTSTP');
	await wait(settleMs);
};

/**
 * Calls `suspend` when the program is asked to stop (SIGTSTP), so that the terminal is restored first.
 * `suspend` must call `stop` once the terminal is given back. Returns the way to end that.
 */
export const onSuspendSignal = (suspend: (stop: () => Promise<void>) => void): (() => void) => {
	const listener = () => suspend(stop);
	const stop = async () => {
		process.off('SIGTSTP', listener);
		await stopUntilContinued();
		process.on('SIGTSTP', listener);
	};
	process.on('SIGTSTP', listener);
	return () => process.off('SIGTSTP', listener);
};
