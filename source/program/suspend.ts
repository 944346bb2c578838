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
 * Calls `suspend` when the program is asked to stop (SIGTSTP), so that the terminal is restored first, and when it goes
 * on after a stop that nobody announced (SIGSTOP): meanwhile a shell set the terminal to its own modes and wrote over the
 * screen. `suspend` gives the terminal back, calls what it is given, and takes the terminal again. Returns the way to end
 * that.
 */
export const onSuspendSignal = (suspend: (whileGivenBack: () => Promise<void>) => void): (() => void) => {
	let isStopping = false;
	const stop = async () => {
		isStopping = true;
		process.off('SIGTSTP', asked);
		await stopUntilContinued();
		process.on('SIGTSTP', asked);
		isStopping = false;
	};
	const asked = () => suspend(stop);
	const continued = () => {
		if (!isStopping) suspend(() => Promise.resolve());
	};
	process.on('SIGTSTP', asked);
	process.on('SIGCONT', continued);
	return () => {
		process.off('SIGTSTP', asked);
		process.off('SIGCONT', continued);
	};
};
