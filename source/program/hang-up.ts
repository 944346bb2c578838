import process from 'node:process';
import {closeDescriptors} from '../files/descriptors.js';

/** The exit code of SIGHUP. */
export const hangUp = 129;

const closeTerminal = (): void => closeDescriptors(0, 1, 2);

/**
 * The terminal is going or gone: closes the standard descriptors at the very end. Node gives the terminal its modes back
 * then, and aborts where there is none any more; the core dump would hold the secrets.
 */
export const expectNoTerminal = (): void => {
	// Called late, so that whatever restores the terminal at the exit comes first.
	if (!process.listeners('exit').includes(closeTerminal)) process.on('exit', closeTerminal);
};

/** Whether the terminal is going or gone, so that nothing more can be written to it. */
export const isTerminalGone = (): boolean => process.listeners('exit').includes(closeTerminal);
