import {readFileSync, statSync} from 'node:fs';
import process from 'node:process';
import {hasCode} from './fault.js';

/** Reads a whole text file; null where there is none. Throws for everything else, e.g. a folder or no permission. */
export const readText = (path: string): string | null => {
	try {
		return readFileSync(path, 'utf8');
	} catch (error) {
		if (hasCode(error, 'ENOENT', 'ENOTDIR')) return null;
		throw error;
	}
};

/** The files that configuration is read from. */
export type Files = {
	/** The text of a file, or null where there is none; throws for anything else. */
	readonly read: (path: string) => string | null;
	/** Its permission bits, or null where the system has none or there is no file. */
	readonly mode: (path: string) => number | null;
};

/** The files of this machine. */
export const diskFiles: Files = {
	read: readText,
	mode: path =>
		process.platform === 'win32' ? null : (statSync(path, {throwIfNoEntry: false})?.mode ?? null),
};

/** A warning when others than the owner can read a file that holds a secret; else null. */
export const readableFault = (path: string, files: Files): string | null => {
	const mode = files.mode(path);
	return mode !== null && (mode & 0o044) !== 0
		? `${path} holds a secret and others can read it: chmod 600 ${path}`
		: null;
};
