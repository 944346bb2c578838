import {PassThrough} from 'node:stream';
import {describe, expect, test} from 'vitest';
import {PromptInterrupted, terminalPrompt} from '../../source/program/prompt.js';
import {Collected} from '../output/stage.js';

const stage = () => {
	const input = Object.assign(new PassThrough(), {isTTY: true});
	const output = Object.assign(new Collected(), {isTTY: true});
	const ask = terminalPrompt(input, output);
	if (!ask) throw new Error('there is a terminal');
	return {input, output, ask};
};

describe('a question in the terminal', () => {
	test('is answered by a line, which is echoed', async () => {
		const {input, output, ask} = stage();
		const answer = ask('prod: user name: ', {secret: false});
		input.write('ann \r');
		expect(await answer).toBe('ann');
		expect(output.text).toContain('prod: user name: ');
		expect(output.text).toContain('ann');
	});

	test('for a secret echoes nothing of the answer', async () => {
		const {input, output, ask} = stage();
		const answer = ask('prod: password: ', {secret: true});
		input.write('hunter2\r');
		expect(await answer).toBe('hunter2');
		expect(output.text).toBe('prod: password: \n');
	});

	test('can be followed by another one', async () => {
		const {input, ask} = stage();
		const first = ask('one: ', {secret: false});
		input.write('1\r');
		expect(await first).toBe('1');
		const second = ask('two: ', {secret: true});
		input.write('2\r');
		expect(await second).toBe('2');
	});

	test.each([
		['ctrl-c', '\u0003'],
		['ctrl-d', '\u0004'],
	])('is left by %s', async (_name, key) => {
		const {input, ask} = stage();
		const answer = ask('one: ', {secret: true});
		input.write(key);
		await expect(answer).rejects.toThrow(PromptInterrupted);
	});

	test('can be asked only where both ends are a terminal', () => {
		const {input, output} = stage();
		expect(terminalPrompt(new PassThrough(), output)).toBe(null);
		expect(terminalPrompt(input, new PassThrough())).toBe(null);
	});
});
