import process from 'node:process';
import {setTimeout as wait} from 'node:timers/promises';

/** Long enough for the signal to arrive, milliseconds: the clock of a stopped process stands still. */
const settleMs = 100;

// As ctrl-z in a shell does; resolves when continued, or if it could not be stopped.
const stopUntilContinued = async (): Promise<void> => {
	// The whole group, because npx waits in it too. Without a listener of ours the signal stops us.
	process.kill(0, 'SIGTSTP');
	await wait(settleMs);
};

/**
 * Calls `suspend` on SIGTSTP, so that the terminal is restored before the program stops, and when it continues after a
 * SIGSTOP, because meanwhile a shell changed the modes of the terminal and wrote over the screen. `suspend` releases
 * the terminal, calls its argument, and takes the terminal again. Returns what ends that.
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
