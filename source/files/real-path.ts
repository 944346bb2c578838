import {realpathSync} from 'node:fs';
import {hasCode} from './fault.js';

/** Where a path leads by its symbolic links; the path itself where there is nothing yet. */
export const realPath = (path: string): string => {
	try {
		return realpathSync(path);
	} catch (error) {
		if (hasCode(error, 'ENOENT', 'ENOTDIR')) return path;
		throw error;
	}
};
