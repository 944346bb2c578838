import {type ChildProcess, spawn} from 'node:child_process';
import {constants} from 'node:os';
import process from 'node:process';
import type {Environment} from '../model/environment.js';
import {messageOf} from '../model/errors.js';

/** A program to run: never through a shell. */
export type ProgramRun = {
	readonly program: string;
	readonly arguments_: readonly string[];
	readonly environment: Environment;
	/** Its standard input. */
	readonly input: string;
	/** `page` keeps what it prints and ends it with `signal`; in the `background` it prints nowhere and outlives rwatch. */
	readonly output: 'page' | 'background';
	readonly signal: AbortSignal;
};

/** How a program ended. */
export type ProgramEnd = {
	/** `exit code 3`, or `SIGTERM`. */
	readonly status: string;
	readonly isGood: boolean;
	/** What it printed, standard output and standard error as they came. */
	readonly output: string;
};

/** What is kept of what a program prints: no page needs more. */
const maxBytes = 1024 * 1024;

const collect = (child: ChildProcess): (() => string) => {
	const pieces: Buffer[] = [];
	let kept = 0;
	let lost = 0;
	const take = (piece: Buffer) => {
		const part = piece.subarray(0, Math.max(0, maxBytes - kept));
		kept += part.length;
		lost += piece.length - part.length;
		if (part.length > 0) pieces.push(part);
	};
	child.stdout?.on('data', take);
	child.stderr?.on('data', take);
	return () => {
		const text = Buffer.concat(pieces).toString('utf8');
		return lost === 0 ? text : `${text}\n(${lost} more bytes are left out)`;
	};
};

// The whole group of it: what it started ends with it.
const endGroup = (pid: number | undefined): void => {
	if (pid === undefined) return;
	try {
		process.kill(-pid, constants.signals.SIGTERM);
	} catch (error) {
		if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
	}
};

/** Runs a program to its end. Rejects with the reason where it cannot be started. */
export const runProgram = (run: ProgramRun): Promise<ProgramEnd> =>
	new Promise((resolve, reject) => {
		const {program, arguments_, environment, input, output, signal} = run;
		const isPage = output === 'page';
		const printed = isPage ? 'pipe' : 'ignore';
		// In a group of its own, so that ctrl-c in the terminal is not for it.
		const child = spawn(program, arguments_, {
			env: {...environment},
			stdio: ['pipe', printed, printed],
			detached: true,
		});
		const text = collect(child);
		const end = () => endGroup(child.pid);
		if (isPage) signal.addEventListener('abort', end, {once: true});
		else child.unref();
		child.once('error', error => {
			signal.removeEventListener('abort', end);
			const reason = 'code' in error && error.code === 'ENOENT' ? 'it was not found' : messageOf(error);
			reject(new Error(`cannot run '${program}': ${reason}`));
		});
		child.once('close', (code, name) => {
			signal.removeEventListener('abort', end);
			const status = code === null ? (name ?? 'unknown') : `exit code ${code}`;
			resolve({status, isGood: code === 0, output: text()});
		});
		// One that reads nothing closes its end.
		child.stdin?.on('error', () => child.stdin?.destroy());
		child.stdin?.end(input);
	});
