import {readFileSync, renameSync, rmSync, statSync} from 'node:fs';
import process from 'node:process';
import {setTimeout as wait} from 'node:timers/promises';
import {hasCode} from './fault.js';
import {createPrivate} from './write.js';

/** How long another process is waited for. */
const patienceMs = 3000;

/** A lock is held for milliseconds: one that is older was left behind by a process that was killed. */
const staleMs = 10_000;

let taken = 0;

const isStale = (path: string): boolean => {
	const stats = statSync(path, {throwIfNoEntry: false});
	return stats !== undefined && Date.now() - stats.mtimeMs > staleMs;
};

const holderOf = (path: string): string | null => {
	try {
		return readFileSync(path, 'utf8');
	} catch (error) {
		if (hasCode(error, 'ENOENT')) return null;
		throw error;
	}
};

/** Takes a lock away that was left behind; puts it back if another process was faster and it is a new one by now. */
const clear = (path: string, own: string): void => {
	const stale = holderOf(path);
	if (stale === null || !isStale(path)) return;
	const aside = `${path}.${own}`;
	try {
		renameSync(path, aside);
	} catch (error) {
		if (hasCode(error, 'ENOENT')) return;
		throw error;
	}

	if (holderOf(aside) === stale) rmSync(aside, {force: true});
	else renameSync(aside, path);
};

/**
 * Does something while no other process does the same: it holds the lock file of this path meanwhile. Throws what the
 * work throws, and an error when another process does not let go. The folder has to exist.
 */
export const withLock = async <Result>(path: string, work: () => Result): Promise<Result> => {
	taken += 1;
	const own = `${process.pid}.${taken}`;
	const until = Date.now() + patienceMs;
	while (!createPrivate(path, own)) {
		clear(path, own);
		if (Date.now() > until) throw new Error('another rwatch holds its lock');
		await wait(5 + Math.random() * 20);
	}

	try {
		return work();
	} finally {
		if (holderOf(path) === own) rmSync(path, {force: true});
	}
};
