import {describe, expect, test} from 'vitest';
import {instantText} from '../../../source/model/instant.js';
import type {LogLine} from '../../../source/model/log.js';
import {LogLines} from '../../../source/sources/streams/log-lines.js';

const stamp = '2026-04-01T08:11:02.118394021Z';

const read = (pieces: readonly Uint8Array[]) => {
	const lines: LogLine[] = [];
	const reader = new LogLines({emit: line => lines.push(line)});
	for (const piece of pieces) reader.push(piece);
	reader.flush();
	return lines;
};

describe('bytes become lines', () => {
	const bytes = Buffer.from(`${stamp} 磁盘已满 ✨\r\n${stamp} \nno stamp\n${stamp} unfinished`);

	test.each([1, 2, 3, 7, 1000])('however they are cut: every %i bytes', size => {
		const pieces: Uint8Array[] = [];
		for (let index = 0; index < bytes.length; index += size) pieces.push(bytes.subarray(index, index + size));
		expect(read(pieces).map(({time, text}) => [time && instantText(time), text])).toEqual([
			[stamp, '磁盘已满 ✨'],
			[stamp, ''],
			[null, 'no stamp'],
			[stamp, 'unfinished'],
		]);
	});

	test('a line without end is bounded', () => {
		const lines = read([Buffer.alloc(3 * 1024 * 1024, 'x')]);
		expect(lines.reduce((sum, {text}) => sum + text.length, 0)).toBe(3 * 1024 * 1024);
	});

	test('the pieces of a long line have its time, whether it came at once or bit by bit', () => {
		const long = Buffer.from(`${stamp} ${'x'.repeat(200_000)}\n${stamp} next\n`);
		const bits = Array.from({length: 13}, (_none, index) =>
			long.subarray(index * 16_000, (index + 1) * 16_000),
		);
		for (const lines of [read([long]), read(bits)]) {
			expect(lines.every(({time}) => time !== null && instantText(time) === stamp)).toBe(true);
			expect(lines.map(({text}) => text).join('')).toBe(`${'x'.repeat(200_000)}next`);
		}
	});
});
