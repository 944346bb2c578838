import {
	closeSync,
	existsSync,
	fsyncSync,
	mkdirSync,
	openSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import {dirname} from 'node:path';
import process from 'node:process';
import {hasCode} from './fault.js';

/** Deletes a file; one that is not there is fine. Throws what the system says. */
export const removeFile = (path: string): void => rmSync(path, {force: true});

// Of a file that could not be written whole, for want of room, nothing is left.
const writeNew = (path: string, content: string | Uint8Array, isSynced: boolean): void => {
	const file = openSync(path, 'wx', 0o600);
	try {
		writeFileSync(file, content);
		// Without it a crash of the machine can leave the new name with nothing in it.
		if (isSynced) fsyncSync(file);
	} catch (error) {
		rmSync(path, {force: true});
		throw error;
	} finally {
		closeSync(file);
	}
};

/** Writes a new file that only its owner can read; false, and nothing written, where there is one already. */
export const createPrivate = (path: string, content: string | Uint8Array): boolean => {
	try {
		writeNew(path, content, false);
		return true;
	} catch (error) {
		if (hasCode(error, 'EEXIST')) return false;
		throw error;
	}
};

const isFolder = (path: string): boolean => statSync(path, {throwIfNoEntry: false})?.isDirectory() ?? false;

/**
 * Creates a folder and those above it that are missing, for their owner only. One by one, because Node's `recursive` never
 * returns where a folder cannot be created with ENOENT although its parent exists, as in `/proc` or below an automount.
 * Throws what the system says.
 */
export const makeFolder = (path: string): void => {
	const parent = dirname(path);
	if (!existsSync(parent) && parent !== path) makeFolder(parent);
	try {
		mkdirSync(path, {mode: 0o700});
	} catch (error) {
		if (!isFolder(path)) throw error;
	}
};

/**
 * Replaces a file with one that only its owner can read. Whoever reads meanwhile, or after a crash, finds the old text or the
 * new one, never half of it. Folders that are missing are created for their owner only.
 */
export const replacePrivate = (path: string, text: string): void => {
	makeFolder(dirname(path));
	const draft = `${path}.${process.pid}.tmp`;
	// A process of the same number that crashed has left it.
	rmSync(draft, {force: true});
	try {
		writeNew(draft, text, true);
		renameSync(draft, path);
	} catch (error) {
		rmSync(draft, {force: true});
		throw error;
	}
};
