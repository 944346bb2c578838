import {describe, expect, test} from 'vitest';
import type {LogLine} from '../../../../source/model/log.js';
import {LogLines} from '../../../../source/sources/rancher2/streams/log-lines.js';
import {comparable, LogResume} from '../../../../source/sources/rancher2/streams/log-resume.js';

const stamp = '2026-04-01T08:11:02.118394021Z';

const read = (pieces: readonly Uint8Array[]) => {
	const lines: LogLine[] = [];
	const reader = new LogLines('web-1', line => lines.push(line));
	for (const piece of pieces) reader.push(piece);
	reader.flush();
	return lines;
};

describe('bytes become lines', () => {
	const bytes = Buffer.from(`${stamp} 磁盘已满 ✨\r\n${stamp} \nno stamp\n${stamp} unfinished`);

	test.each([1, 2, 3, 7, 1000])('however they are cut: every %i bytes', size => {
		const pieces: Uint8Array[] = [];
		for (let index = 0; index < bytes.length; index += size) pieces.push(bytes.subarray(index, index + size));
		expect(read(pieces).map(({stamp: at, text}) => [at, text])).toEqual([
			[stamp, '磁盘已满 ✨'],
			[stamp, ''],
			[null, 'no stamp'],
			[stamp, 'unfinished'],
		]);
	});

	test('a line without end is bounded', () => {
		const lines = read([Buffer.alloc(3 * 1024 * 1024, 'x')]);
		expect(lines.every(({origin}) => origin === 'web-1')).toBe(true);
		expect(lines.reduce((sum, {text}) => sum + text.length, 0)).toBe(3 * 1024 * 1024);
	});
});

describe('what is new after a cut', () => {
	const line = (at: string, text: string): LogLine => ({stream: 'combined', stamp: at, text, origin: null});

	test('stamps with the offset of a node compare as instants', () => {
		const inOrder = [
			'2026-01-01T01:59:59.999+02:00',
			'2026-01-01T00:00:00Z',
			'2025-12-31T14:00:00.000000001-10:00',
			'2026-01-01T05:30:00.1+05:30',
		];
		expect(
			[...inOrder].reverse().sort((one, other) => (comparable(one) < comparable(other) ? -1 : 1)),
		).toEqual(inOrder);
	});

	test('a log of a node east of UTC is asked for again from the same instant', () => {
		const resume = new LogResume();
		resume.isNew(line('2026-01-01T01:00:05.25+02:00', 'a'));
		expect(resume.since).toBe('2025-12-31T23:00:05Z');
	});

	test('stamps compare, whatever zeros were omitted', () => {
		const inOrder = [
			'2026-01-01T00:00:00Z',
			'2026-01-01T00:00:00.1Z',
			'2026-01-01T00:00:00.12Z',
			'2026-01-01T00:00:01Z',
		];
		expect(
			[...inOrder].reverse().sort((one, other) => (comparable(one) < comparable(other) ? -1 : 1)),
		).toEqual(inOrder);
	});

	test('lines of the same second are told apart by their stamps, equal ones counted', () => {
		const resume = new LogResume();
		expect(resume.since).toBeNull();
		const first = [
			line('2026-01-01T00:00:05.1Z', 'a'),
			line('2026-01-01T00:00:05.2Z', 'b'),
			line('2026-01-01T00:00:05.2Z', 'b'),
		];
		resume.begin();
		expect(first.map(one => resume.isNew(one))).toEqual([true, true, true]);
		expect(resume.since).toBe('2026-01-01T00:00:05Z');
		resume.begin();
		const second = [...first, line('2026-01-01T00:00:05.2Z', 'b'), line('2026-01-01T00:00:05.3Z', 'c')];
		expect(second.map(one => resume.isNew(one))).toEqual([false, false, false, true, true]);
	});

	test('a line without a stamp is always new', () => {
		expect(new LogResume().isNew({stream: 'combined', stamp: null, text: 'x', origin: null})).toBe(true);
	});
});
