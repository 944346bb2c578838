import {fileFault} from '../files/fault.js';

/** Writes until the first failure, as of a full disk; then says so once and writes no more. */
export const untilItFails = (what: string, warn: (text: string) => void): ((write: () => void) => void) => {
	let failed = false;
	return write => {
		if (failed) return;
		try {
			write();
		} catch (error) {
			failed = true;
			warn(`${what} ends here: ${fileFault(error)}; watching goes on`);
		}
	};
};
