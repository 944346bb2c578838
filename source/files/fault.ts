import {messageOf} from '../model/errors.js';

const words: ReadonlyMap<string, string> = new Map([
	['ENOENT', 'there is no such file or folder'],
	['ENOTDIR', 'a part of the path is not a folder'],
	['EISDIR', 'it is a folder'],
	['EEXIST', 'it exists already'],
	['EACCES', 'no permission'],
	['EPERM', 'no permission'],
	['EROFS', 'the file system is read-only'],
	['ENOSPC', 'the disk is full'],
	['EDQUOT', 'the quota of the disk is used up'],
	['EMFILE', 'too many files are open'],
	['ELOOP', 'its symbolic links form a loop'],
]);

/** Whether Node gave this code as the reason, e.g. `ENOENT`. */
export const hasCode = (error: unknown, ...codes: readonly string[]): boolean =>
	error instanceof Error && 'code' in error && codes.includes(String(error.code));

/** What went wrong with a file whose path the message names already: without Node's own words and the path again. */
export const fileFault = (error: unknown): string => {
	const code = error instanceof Error && 'code' in error ? String(error.code) : '';
	return words.get(code) ?? messageOf(error).replace(/, \w+ '.*$/s, '');
};
