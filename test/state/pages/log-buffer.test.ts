import {describe, expect, test} from 'vitest';
import type {LogLine} from '../../../source/model/log.js';
import {LogBuffer} from '../../../source/state/pages/log-buffer.js';

const line = (text: string): LogLine => ({stream: 'stdout', stamp: null, text, origin: null});

const filled = (count: number, buffer: LogBuffer): LogBuffer => {
	for (let number = 0; number < count; number++) buffer.append(line(`line ${number}`));
	return buffer;
};

describe('a log', () => {
	test('keeps its lines by their numbers', () => {
		const buffer = filled(3, new LogBuffer());
		expect([buffer.first, buffer.total, buffer.size, buffer.lost, buffer.revision]).toEqual([0, 3, 3, 0, 3]);
		expect(buffer.line(1)?.text).toBe('line 1');
		expect(buffer.line(3)).toBeUndefined();
		expect(buffer.line(-1)).toBeUndefined();
	});

	test('loses the oldest beyond its bound, counts them, and keeps the numbers of the rest', () => {
		const buffer = filled(25, new LogBuffer(10));
		expect([buffer.first, buffer.total, buffer.size, buffer.lost]).toEqual([15, 25, 10, 15]);
		expect(buffer.line(14)).toBeUndefined();
		expect(buffer.line(15)?.text).toBe('line 15');
		expect(buffer.line(24)?.text).toBe('line 24');
	});

	test('is bounded in bytes too, but keeps a line that is too long for it', () => {
		const buffer = filled(5, new LogBuffer(1000, 10_000));
		buffer.append(line('x'.repeat(4900)));
		expect(buffer.size).toBe(2);
		buffer.append(line('y'.repeat(20_000)));
		expect([buffer.size, buffer.lost]).toEqual([1, 6]);
		buffer.append(line('short'));
		expect([buffer.size, buffer.line(7)?.text]).toEqual([1, 'short']);
	});
});

describe('a search', () => {
	const buffer = filled(25, new LogBuffer(10));
	const ofSeven = (text: string): boolean => text.endsWith('7');

	test.each([
		[16, 'forward', 17],
		[17, 'forward', null],
		[0, 'forward', 17],
		[-1, 'forward', 17],
		[18, 'backward', 17],
		[17, 'backward', null],
		[900, 'backward', 17],
	] as const)('from line %d %s finds %j', (from, direction, expected) => {
		expect(buffer.find(ofSeven, from, direction)).toBe(expected);
	});
});
