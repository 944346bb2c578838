import {mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import {sizeFault} from '../model/editing.js';
import {hasCode} from './fault.js';

const prefix = 'rwatch-edit-';

/** A text in a file that only its owner can read, in a folder of its own. */
export type PrivateFile = {
	readonly path: string;
	/** The text as it is now. Throws where it is too large or cannot be read. */
	readonly read: () => string;
	/** Deletes the file with its folder, and what an editor put beside it. Never throws. */
	readonly remove: () => void;
};

const isRunning = (pid: number): boolean => {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return !hasCode(error, 'ESRCH');
	}
};

const deleteFolder = (folder: string): void => rmSync(folder, {recursive: true, force: true, maxRetries: 2});

/** Deletes what earlier runs left behind that could not: they were killed at once (SIGKILL). */
const sweep = (parent: string): void => {
	for (const name of readdirSync(parent)) {
		const [, pid] = /^rwatch-edit-(\d+)-/.exec(name) ?? [];
		const folder = join(parent, name);
		if (pid === undefined || isRunning(Number(pid))) continue;
		if (statSync(folder, {throwIfNoEntry: false})?.uid === process.getuid?.()) deleteFolder(folder);
	}
};

/**
 * Writes a text to a new file of this name. Its folder is in memory where the system has one for each user
 * (`XDG_RUNTIME_DIR`), else among the temporary ones. Throws what the system says.
 */
export const createPrivateFile = (
	name: string,
	text: string,
	runtimeDirectory: string | undefined,
): PrivateFile => {
	const parent = runtimeDirectory || tmpdir();
	sweep(parent);
	const folder = mkdtempSync(join(parent, `${prefix}${process.pid}-`));
	const remove = (): void => deleteFolder(folder);
	const path = join(folder, name);
	process.once('exit', remove);
	try {
		writeFileSync(path, text, {mode: 0o600, flag: 'wx'});
	} catch (error) {
		remove();
		throw error;
	}

	return {
		path,
		read() {
			const fault = sizeFault(statSync(path).size);
			if (fault !== null) throw new Error(fault);
			return readFileSync(path, 'utf8');
		},
		remove() {
			process.off('exit', remove);
			remove();
		},
	};
};
