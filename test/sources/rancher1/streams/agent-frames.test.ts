import {describe, expect, test} from 'vitest';
import {instantText} from '../../../../source/model/instant.js';
import {AgentFrames} from '../../../../source/sources/rancher1/streams/agent-frames.js';

const stamp = '2019-03-11T09:20:41.100200300Z';

const read = (...frames: readonly (string | readonly number[])[]) => {
	const lines: string[] = [];
	const reader = new AgentFrames(({stream, time, text}) =>
		lines.push(`${stream}|${time === null ? '-' : instantText(time)}|${text}`),
	);
	for (const frame of frames) reader.push(Buffer.from(frame as string));
	const waiting = reader.isWaiting;
	reader.flush();
	return {lines, waiting};
};

const plain = (...texts: readonly string[]) => texts.map(text => `stdout|${stamp}|${text}`);

test.each([
	['00', 'combined'],
	['01', 'stdout'],
	['02', 'stderr'],
])('the prefix %s means %s', (prefix, stream) => {
	expect(read(`${prefix} ${stamp} hello\n`).lines).toEqual([`${stream}|${stamp}|hello`]);
});

describe('three generations of agents', () => {
	test('a line with its newline in each frame', () => {
		expect(read(`01 ${stamp} one\n`, `01 ${stamp} two\n`)).toEqual({
			lines: plain('one', 'two'),
			waiting: false,
		});
	});

	test('a line without newline in each frame', () => {
		const first = read(`01 ${stamp} one`);
		expect(first.waiting).toBe(true);
		expect(read(`01 ${stamp} one`, `01 ${stamp} two`, `01 ${stamp} three`).lines).toEqual(
			plain('one', 'two', 'three'),
		);
	});

	test('once such an agent is recognised, nothing waits for the next line', () => {
		expect(read(`01 ${stamp} one`, `01 ${stamp} two`, `01 ${stamp} three`).waiting).toBe(false);
	});

	test('several lines in one frame', () => {
		expect(read(`01 ${stamp} one\n${stamp} two\n${stamp} three\n`).lines).toEqual(
			plain('one', 'two', 'three'),
		);
	});

	test('chunks that are cut anywhere', () => {
		const whole = `${stamp} one\n${stamp} zwölf 日本\n${stamp} three\n`;
		const bytes = Buffer.from(whole);
		for (let cut = 1; cut < bytes.length; cut++) {
			const frames = [bytes.subarray(0, cut), bytes.subarray(cut)].map(part => [
				...Buffer.from('01 '),
				...part,
			]);
			expect(read(...frames).lines, `cut at ${cut}`).toEqual(plain('one', 'zwölf 日本', 'three'));
		}
	});

	test('a cut line of one stream is not mixed with the other', () => {
		const lines = read(`01 ${stamp} one\n${stamp} tw`, `02 ${stamp} error\n`, '01 o\n').lines;
		expect(lines).toEqual([...plain('one'), `stderr|${stamp}|error`, ...plain('two')]);
	});
});

describe('defects', () => {
	test('empty frames are nothing', () => {
		expect(read('', `00 ${stamp} split header\n`, '').lines).toEqual([`combined|${stamp}|split header`]);
	});

	test('one stray byte before the stamp goes away with the stamp', () => {
		expect(
			read(`00 *${stamp} text\n`, [...Buffer.from('00 '), 0xff, ...Buffer.from(`${stamp} more\n`)]).lines,
		).toEqual([`combined|${stamp}|text`, `combined|${stamp}|more`]);
	});

	test('bytes that are not UTF-8 are shown as such', () => {
		expect(read([...Buffer.from(`01 ${stamp} a`), 0xff, 0x0a]).lines).toEqual(plain('a\ufffd'));
	});

	test('a terminal ends its lines with a carriage return', () => {
		expect(read('00 2019-03-11T09:20:41.1Z \u001b[32mready\u001b[0m\r\n').lines).toEqual([
			'combined|2019-03-11T09:20:41.100000000Z|\u001b[32mready\u001b[0m',
		]);
	});

	test.each([
		['a stamp in brackets', `01 [${stamp}] text\n`, plain('text')],
		['an empty line', `01 ${stamp} \n`, plain('')],
		['no stamp', '01 text\n', ['stdout|-|text']],
		['no prefix', 'text\n', ['combined|-|text']],
		['an unknown prefix', '07 text\n', ['combined|-|07 text']],
	])('%s', (_what, frame, lines) => {
		expect(read(frame).lines).toEqual(lines);
	});
});
