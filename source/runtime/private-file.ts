import {fchmodSync, fstatSync} from 'node:fs';
import {messageOf} from '../model/errors.js';

const forOthers = 0o077;

/**
 * Makes an open file that others may read or write its owner's only; what is not a regular file (a pipe, a terminal) stays as
 * it is.
 *
 * @returns null, or why others can still read it
 */
export const makePrivate = (file: number): string | null => {
	const stats = fstatSync(file);
	if (!stats.isFile() || (stats.mode & forOthers) === 0) return null;
	try {
		fchmodSync(file, 0o600);
		// Some file systems take the call and change nothing.
		return (fstatSync(file).mode & forOthers) === 0 ? null : 'its file system keeps no permissions';
	} catch (error) {
		return messageOf(error);
	}
};
