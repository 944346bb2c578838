import {expect, onTestFinished, test} from 'vitest';
import {Keyboard} from '../../../source/views/keyboard/keyboard.js';
import {sequenceDelayMs} from '../../../source/views/keyboard/tokeniser.js';
import type {Token} from '../../../source/views/keyboard/tokens.js';
import {until} from '../../until.js';
import {FakeKeyboard} from '../stage.js';

/** A keyboard on a terminal, and what it reported, read by read. */
const reading = () => {
	const source = new FakeKeyboard();
	const reads: string[][] = [];
	const keyboard = new Keyboard(source, (tokens: readonly Token[]) =>
		reads.push(tokens.map(token => (token.type === 'key' ? token.key : token.type))),
	);
	keyboard.setRawMode(true);
	onTestFinished(() => void keyboard.setRawMode(false));
	return {source, keyboard, reads};
};

test('keys of one read come together, and Ink hears nothing', async () => {
	const {source, keyboard, reads} = reading();
	const heard: unknown[] = [];
	keyboard.on('readable', () => heard.push(keyboard.read()));
	source.write('jj\u001b[A');
	await until(() => expect(reads).toEqual([['j', 'j', 'up']]));
	expect(heard).toEqual([]);
});

test('a lone Esc is a key after a while', async () => {
	const {source, reads} = reading();
	source.write('\u001b');
	await until(() => expect(reads).toEqual([['escape']]));
});

test('what comes in time belongs to it, also where the program was busy meanwhile', async () => {
	const {source, reads} = reading();
	source.write('\u001b');
	await until(() => expect(source.readableLength).toBe(0));
	source.write('[D');
	const busyUntil = performance.now() + 2 * sequenceDelayMs;
	while (performance.now() < busyUntil);
	await until(() => expect(reads).toEqual([['left']]));
});

test('characters that are cut in two are whole', async () => {
	const {source, reads} = reading();
	const bytes = Buffer.from('日');
	source.write(bytes.subarray(0, 1));
	source.write(bytes.subarray(1));
	await until(() => expect(reads.flat()).toEqual(['日']));
});

test('reads nothing while the terminal is given away, and forgets what was open', async () => {
	const {source, keyboard, reads} = reading();
	source.write('\u001b');
	await until(() => expect(source.readableLength).toBe(0));
	keyboard.setRawMode(false);
	expect(source.isRaw).toBe(false);
	expect(source.listenerCount('readable')).toBe(0);
	keyboard.setRawMode(true);
	source.write('j');
	await until(() => expect(reads).toEqual([['j']]));
});
