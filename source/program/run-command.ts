import process from 'node:process';
import type {RunCommand} from '../config/run-command.js';
import {exit} from './exit.js';
import {runProgram} from './run-program.js';
import {onStopSignal} from './signals.js';

/** Runs a program to its end and keeps its standard output. Rejects where it cannot be started, or takes too long. */
export const runCommand: RunCommand = async ({program, arguments_, environment, limitMs, asks}) => {
	const timeout = AbortSignal.timeout(limitMs);
	const stop = new AbortController();
	const forget = onStopSignal(exitCode => {
		stop.abort();
		// Before the screen or a report is there, nothing else ends the program.
		if (process.listenerCount('SIGINT') === 1) exit(exitCode);
	});
	const signal = AbortSignal.any([timeout, stop.signal]);
	const ended = await runProgram({
		program,
		arguments_,
		environment,
		input: '',
		output: 'answer',
		asks,
		signal,
	}).finally(forget);
	if (timeout.aborted) throw new Error(`'${program}' took longer than ${limitMs / 1000} s`);
	return ended;
};
