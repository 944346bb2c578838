import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';

const read = (path: string): string => {
	try {
		return readFileSync(path, 'utf8');
	} catch {
		// The process has ended meanwhile, or belongs to somebody else.
		return '';
	}
};

const parentOf = (pid: number): number =>
	Number(/^PPid:\s*(?<parent>\d+)$/m.exec(read(`/proc/${pid}/status`))?.groups?.parent);

/** The processes with this text in their environment, but for Vitest's own; Linux only. */
const processesWith = (text: string): readonly number[] => {
	if (process.platform !== 'linux') return [];
	return readdirSync('/proc')
		.map(Number)
		.filter(pid => pid > 0 && pid !== process.pid && read(`/proc/${pid}/environ`).includes(text))
		.filter(pid => parentOf(pid) !== process.pid);
};

/** Those that are still there after a while: what was killed last needs a moment to end, on a busy machine a long one. */
const remainingWith = async (text: string): Promise<readonly number[]> => {
	const until = Date.now() + 15_000;
	let pids = processesWith(text);
	while (pids.length > 0 && Date.now() < until) {
		await new Promise(resolve => setTimeout(resolve, 100));
		pids = processesWith(text);
	}

	return pids;
};

const wordsFor = (pid: number): string => {
	const command = read(`/proc/${pid}/cmdline`).replaceAll(/\s+|\0/g, ' ');
	return `process ${pid} (${command.slice(0, 200).trim()})`;
};

/** Gives all tests one temporary folder. Fails the run where they left something in it, or a process, and removes both. */
export const setup = (): (() => Promise<void>) => {
	const folder = mkdtempSync(join(tmpdir(), 'rwatch-tests-'));
	process.env.TMPDIR = folder;
	return async () => {
		const pids = await remainingWith(folder);
		const left = [...readdirSync(folder).map(name => `file ${name}`), ...pids.map(wordsFor)];
		for (const pid of pids) process.kill(pid, 'SIGKILL');
		rmSync(folder, {recursive: true, force: true});
		if (left.length === 0) return;
		process.exitCode = 1;
		throw new Error(`The tests have left behind: ${left.join(', ')}`);
	};
};
