import {describe, expect, test} from 'vitest';
import {type LogEntry, lineEntry} from '../../../source/state/logs/entry.js';
import {LogBuffer} from '../../../source/state/logs/log-buffer.js';
import {texts} from '../log-story.js';

const entry = (text: string, at = 0): LogEntry =>
	lineEntry(null, {at, nanos: 0}, {stream: 'stdout', time: null, text, origin: null});

const filled = (count: number, buffer: LogBuffer): LogBuffer => {
	for (let number = 0; number < count; number++) buffer.merge([entry(`line ${number}`, number)]);
	return buffer;
};

const textAt = (buffer: LogBuffer, number: number) => {
	const found = buffer.entry(number);
	return found?.type === 'line' ? found.line.text : undefined;
};

describe('a log', () => {
	test('keeps its lines by their numbers', () => {
		const buffer = filled(3, new LogBuffer());
		expect([buffer.first, buffer.total, buffer.size, buffer.lost, buffer.revision]).toEqual([0, 3, 3, 0, 3]);
		expect(textAt(buffer, 1)).toBe('line 1');
		expect(buffer.entry(3)).toBeUndefined();
		expect(buffer.entry(-1)).toBeUndefined();
	});

	test('loses the oldest beyond its bound, counts them, and keeps the numbers of the rest', () => {
		const buffer = filled(25, new LogBuffer(10));
		expect([buffer.first, buffer.total, buffer.size, buffer.lost]).toEqual([15, 25, 10, 15]);
		expect([14, 15, 24].map(number => textAt(buffer, number))).toEqual([undefined, 'line 15', 'line 24']);
	});

	test('is bounded in bytes too, but keeps a line that is too long for it', () => {
		const buffer = filled(5, new LogBuffer(1000, 10_000));
		buffer.merge([entry('x'.repeat(4700), 5)]);
		expect(buffer.size).toBe(2);
		buffer.merge([entry('y'.repeat(20_000), 6)]);
		expect([buffer.size, buffer.lost]).toEqual([1, 6]);
		buffer.merge([entry('short', 7)]);
		expect([buffer.size, textAt(buffer, 7)]).toEqual([1, 'short']);
	});
});

describe('what belongs between other lines', () => {
	const shuffled = () => {
		const buffer = new LogBuffer();
		buffer.merge([entry('a', 10), entry('b', 20), entry('c', 30)]);
		const shift = buffer.merge([
			entry('first', 5),
			entry('after b', 20),
			entry('before c', 29),
			entry('z', 40),
		]);
		return {buffer, shift};
	};

	test('is put there, behind what has the same time', () => {
		expect(texts(shuffled().buffer)).toEqual(['first', 'a', 'b', 'after b', 'before c', 'c', 'z']);
	});

	test('moves the others, which are found again', () => {
		const {buffer, shift} = shuffled();
		expect([0, 1, 2].map(number => textAt(buffer, shift.of(number)))).toEqual(['a', 'b', 'c']);
	});

	test('is lost at once where everything kept is newer', () => {
		const buffer = new LogBuffer(3);
		buffer.merge([entry('a', 10), entry('b', 20), entry('c', 30)]);
		buffer.merge([entry('old', 1), entry('older', 2), entry('new', 25)]);
		expect([texts(buffer), buffer.lost, buffer.total]).toEqual([['b', 'new', 'c'], 3, 6]);
	});
});
