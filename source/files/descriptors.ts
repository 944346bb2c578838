import {closeSync, openSync} from 'node:fs';
import {hasCode} from './fault.js';

/** Opens the terminal of this process for reading, whatever standard input is; throws where it has none. */
export const openTerminal = (): number => openSync('/dev/tty', 'r');

/** Closes file descriptors; those that are closed already stay so. */
export const closeDescriptors = (...descriptors: readonly number[]): void => {
	for (const descriptor of descriptors) {
		try {
			closeSync(descriptor);
		} catch (error) {
			if (!hasCode(error, 'EBADF')) throw error;
		}
	}
};
