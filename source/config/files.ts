import {readFileSync, statSync} from 'node:fs';
import {dirname, resolve} from 'node:path';
import process from 'node:process';

/** The files that configuration is read from. */
export type Files = {
	/** The text of a file, or null where there is none; throws for anything else. */
	readonly read: (path: string) => string | null;
	/** Its permission bits, or null where the system has none or there is no file. */
	readonly mode: (path: string) => number | null;
};

const isMissing = (error: unknown): boolean =>
	error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');

/** The files of this machine. */
export const diskFiles: Files = {
	read(path) {
		try {
			return readFileSync(path, 'utf8');
		} catch (error) {
			if (isMissing(error)) return null;
			throw error;
		}
	},
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

/** A path as written in a file: `~/` is the home directory, relative ones start at the folder of that file. */
export const expandPath = (path: string, home: string, beside: string): string =>
	path === '~' || path.startsWith('~/') ? resolve(home, path.slice(2)) : resolve(dirname(beside), path);
