import {dirname, resolve} from 'node:path';

/** A path as written in a file: `~/` is the home directory, relative ones start at the folder of that file. */
export const expandPath = (path: string, home: string, beside: string): string =>
	path === '~' || path.startsWith('~/') ? resolve(home, path.slice(2)) : resolve(dirname(beside), path);
