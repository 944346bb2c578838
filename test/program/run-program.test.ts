import {execFileSync} from 'node:child_process';
import {expect, test} from 'vitest';
import {type ProgramRun, runProgram} from '../../source/program/run-program.js';

const {PATH} = process.env;

const run = (script: string, more: Partial<ProgramRun> = {}) =>
	runProgram({
		program: 'sh',
		arguments_: ['-c', script],
		environment: {PATH},
		input: '',
		output: 'page',
		signal: new AbortController().signal,
		...more,
	});

test('what a program prints comes with how it ended', async () => {
	expect(await run('cat; echo bad >&2; exit 3', {input: 'in\n'})).toEqual({
		status: 'exit code 3',
		isGood: false,
		output: 'in\nbad\n',
	});
	expect(await run('echo $A', {environment: {PATH, A: 'b'}})).toMatchObject({isGood: true, output: 'b\n'});
});

test('one that reads nothing of much input is no failure', async () => {
	expect(await run('exit 0', {input: 'x'.repeat(1_000_000)})).toMatchObject({isGood: true});
});

test('of endless output a bounded part is kept, and what is lost is said', async () => {
	const {output} = await run('head -c 3000000 /dev/zero | tr "\\0" x');
	expect(output.length).toBeLessThan(1_100_000);
	expect(output).toContain('(1,951,424 more bytes omitted)');
});

test('one that does not exist is said to be missing', async () => {
	await expect(run('', {program: '/nowhere/x'})).rejects.toThrow("cannot run '/nowhere/x': it was not found");
});

test('an abort ends it, and all that it started', async () => {
	const abort = new AbortController();
	// The program in its background holds the pipe open for as long as it lives.
	const ended = run('sleep 60 & wait', {signal: abort.signal});
	abort.abort();
	expect(await ended).toMatchObject({status: 'SIGTERM', isGood: false});
});

test('of an answer only standard output is kept', async () => {
	expect(await run('echo {}; echo careful >&2', {output: 'answer'})).toMatchObject({output: '{}\n'});
});

test('an answer that is too long is an error, and what prints it is ended', async () => {
	await expect(run('yes', {output: 'answer'})).rejects.toThrow("'sh' printed more than 1 MB");
});

test('one that ignores the wish to end is killed', async () => {
	const abort = new AbortController();
	const ended = run('trap "" TERM; echo ready; while :; do sleep 60; done', {signal: abort.signal});
	abort.abort();
	expect(await ended).toMatchObject({isGood: false});
});

test('what it leaves running is not waited for after an abort', async () => {
	const abort = new AbortController();
	// Without a group of its own it is ended alone, and what stays holds the pipe open.
	const ended = run('sleep 60 & exit 0', {output: 'answer', asks: true, signal: abort.signal});
	abort.abort();
	expect(await ended).toMatchObject({output: ''});
});

test('in the background it prints nowhere and lives on', async () => {
	const abort = new AbortController();
	const ended = run('echo x; cat > /dev/null; exit 4', {
		output: 'background',
		signal: abort.signal,
		input: 'y',
	});
	abort.abort();
	expect(await ended).toEqual({status: 'exit code 4', isGood: false, output: ''});
});

test('one that may ask is in the session of the terminal, any other in one of its own', async () => {
	const session = 'ps -o sid= -p $$';
	const own = execFileSync('ps', ['-o', 'sid=', '-p', String(process.pid)], {encoding: 'utf8'});
	const asking = await run(session, {output: 'answer', asks: true});
	expect(asking.output.trim()).toBe(own.trim());
	expect((await run(session, {output: 'answer'})).output.trim()).not.toBe(own.trim());
});

test('one that may ask is ended by an abort too', async () => {
	const abort = new AbortController();
	const ended = run('exec sleep 60', {output: 'answer', asks: true, signal: abort.signal});
	abort.abort();
	expect(await ended).toMatchObject({status: 'SIGTERM', isGood: false});
});
