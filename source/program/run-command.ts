import type {Environment} from '../model/environment.js';
import {runProgram} from './run-program.js';

/** Runs a program to its end and keeps its standard output. Rejects where it cannot be started, or takes too long. */
export const runCommand = async ({
	program,
	arguments_,
	environment,
	limitMs,
}: {
	readonly program: string;
	readonly arguments_: readonly string[];
	readonly environment: Environment;
	readonly limitMs: number;
}) => {
	const signal = AbortSignal.timeout(limitMs);
	const ended = await runProgram({program, arguments_, environment, input: '', output: 'answer', signal});
	if (signal.aborted) throw new Error(`'${program}' took longer than ${limitMs / 1000} s`);
	return ended;
};
