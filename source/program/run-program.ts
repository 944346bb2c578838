import {type ChildProcess, spawn} from 'node:child_process';
import {constants} from 'node:os';
import process from 'node:process';
import {countText} from '../model/count-text.js';
import type {Environment} from '../model/environment.js';
import {messageOf} from '../model/errors.js';

/** A program to run: never through a shell. */
export type ProgramRun = {
	readonly program: string;
	readonly arguments_: readonly string[];
	readonly environment: Environment;
	/** Its standard input. */
	readonly input: string;
	/**
	 * `page` keeps what it prints, `answer` only its standard output, and both end it with `signal`; in the `background`
	 * it prints nowhere and outlives rwatch.
	 */
	readonly output: 'page' | 'answer' | 'background';
	/** It may ask on the terminal, and ctrl-c there is for it too. */
	readonly asks?: true | undefined;
	readonly signal: AbortSignal;
};

/** How a program ended. */
export type ProgramEnd = {
	/** `exit code 3`, or `SIGTERM`. */
	readonly status: string;
	readonly isGood: boolean;
	/** What was kept of what it printed, in the order in which it came. */
	readonly output: string;
};

/** What is kept of what a program prints: no page needs more, and no answer is longer. */
const maxBytes = 1024 * 1024;

/** What was printed so far; `onCut` is called when it is more than is kept. */
const collect = (child: ChildProcess, onCut: () => void): (() => string) => {
	const pieces: Buffer[] = [];
	let kept = 0;
	let lost = 0;
	const take = (piece: Buffer) => {
		const part = piece.subarray(0, Math.max(0, maxBytes - kept));
		if (lost === 0 && part.length < piece.length) onCut();
		kept += part.length;
		lost += piece.length - part.length;
		if (part.length > 0) pieces.push(part);
	};
	child.stdout?.on('data', take);
	child.stderr?.on('data', take);
	return () => {
		const text = Buffer.concat(pieces).toString('utf8');
		return lost === 0 ? text : `${text}\n(${countText(lost, 'more byte')} omitted)`;
	};
};

/** A program that ignores the wish to end is killed after so long. */
const killAfterMs = 2000;

/** Ends a program: of one in a group of its own the whole group, so that what it started ends with it. */
const end = (pid: number | undefined, hasGroup: boolean, signal: 'SIGTERM' | 'SIGKILL'): void => {
	if (pid === undefined) return;
	try {
		process.kill(hasGroup ? -pid : pid, constants.signals[signal]);
	} catch (error) {
		if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
	}
};

/** Runs a program to its end. Rejects with the reason where it cannot be started, or its answer is too long. */
export const runProgram = (run: ProgramRun): Promise<ProgramEnd> =>
	new Promise((resolve, reject) => {
		const {program, arguments_, environment, input, output, asks = false, signal} = run;
		const isKept = output !== 'background';
		// In a group and session of its own, so that ctrl-c in the terminal is not for it.
		const child = spawn(program, arguments_, {
			env: {...environment},
			stdio: ['pipe', isKept ? 'pipe' : 'ignore', output === 'page' ? 'pipe' : 'ignore'],
			detached: !asks,
		});
		let killing: NodeJS.Timeout | undefined;
		const abort = () => {
			clearTimeout(killing);
			end(child.pid, !asks, 'SIGTERM');
			killing = setTimeout(() => {
				end(child.pid, !asks, 'SIGKILL');
				// What it left running may hold them open for as long as it lives.
				for (const pipe of [child.stdout, child.stderr]) pipe?.destroy();
			}, killAfterMs);
		};
		let isTooLong = false;
		const text = collect(child, () => {
			// Half an answer would be taken for a whole one.
			isTooLong = output === 'answer';
			if (isTooLong) abort();
		});
		if (isKept) signal.addEventListener('abort', abort, {once: true});
		else child.unref();
		child.once('error', error => {
			signal.removeEventListener('abort', abort);
			const reason = 'code' in error && error.code === 'ENOENT' ? 'it was not found' : messageOf(error);
			reject(new Error(`cannot run '${program}': ${reason}`));
		});
		child.once('close', (code, name) => {
			clearTimeout(killing);
			signal.removeEventListener('abort', abort);
			if (isTooLong) return reject(new Error(`'${program}' printed more than 1 MB`));
			const status = code === null ? (name ?? 'unknown') : `exit code ${code}`;
			resolve({status, isGood: code === 0, output: text()});
		});
		// One that reads nothing closes its end.
		child.stdin?.on('error', () => child.stdin?.destroy());
		child.stdin?.end(input);
	});
