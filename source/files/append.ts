import {appendFileSync, closeSync, fchmodSync, fstatSync, openSync, readSync, statSync} from 'node:fs';
import {messageOf} from '../model/errors.js';

const forOthers = 0o077;

/** Makes an open file private; what is not a regular file (a pipe, a terminal) stays as it is. */
const makePrivate = (file: number): string | null => {
	const stats = fstatSync(file);
	if (!stats.isFile() || (stats.mode & forOthers) === 0) return null;
	try {
		fchmodSync(file, 0o600);
		// Some file systems take the call and change nothing.
		return (fstatSync(file).mode & forOthers) === 0 ? null : 'its file system does not support permissions';
	} catch (error) {
		return messageOf(error);
	}
};

/** A file that text is added to. */
export type PrivateFile = {
	readonly append: (content: string | Uint8Array) => void;
	/** Safe to call twice; nothing is appended after it. */
	readonly close: () => void;
	/** Null, or why others than the owner can still read it. */
	readonly exposed: string | null;
};

/**
 * Opens a file that only its owner can read, also where there was one that others could read.
 *
 * @param start `empty` discards what is in it, `end` goes on after it
 */
export const openPrivate = (path: string, start: 'empty' | 'end'): PrivateFile => {
	const file = openSync(path, start === 'empty' ? 'w' : 'a', 0o600);
	let isOpen = true;
	return {
		append(content) {
			if (isOpen) appendFileSync(file, content);
		},
		close() {
			if (isOpen) closeSync(file);
			isOpen = false;
		},
		exposed: makePrivate(file),
	};
};

/** Whether there is something in a file already; of what is not a regular file (a pipe, a terminal) never. */
export const isWritten = (path: string): boolean => {
	const stats = statSync(path, {throwIfNoEntry: false});
	return stats?.isFile() === true && stats.size > 0;
};

/** Whether a file ends within a line: a crash can leave it so. */
export const endsWithinLine = (path: string): boolean => {
	const size = statSync(path, {throwIfNoEntry: false})?.size ?? 0;
	if (size === 0) return false;
	const file = openSync(path, 'r');
	try {
		const last = Buffer.alloc(1);
		readSync(file, last, 0, 1, size - 1);
		return last.toString('latin1') !== '\n';
	} finally {
		closeSync(file);
	}
};

/** Appends to whatever has this name now, so that a log can be rotated; creates it for its owner only. */
export const appendPrivate = (path: string, text: string): void => appendFileSync(path, text, {mode: 0o600});
