import {expect, test} from 'vitest';
import {Surge} from '../../../source/sources/follow/surge.js';
import {until} from '../../until.js';

const open = (max: number) => {
	const read: [text: string, skipped: number][] = [];
	const surge = new Surge<string>({
		read: (...what) => void read.push(what),
		subjectIn: text => (text === 'ping' ? null : text.charAt(0)),
		timeIn: text => Number(text.slice(1)),
		windowMs: 5,
		max,
	});
	return {surge, read};
};

test('every message is read at once, as long as they are not very many', () => {
	const {surge, read} = open(4);
	for (const text of ['a1', 'a2', 'a3', 'b1']) surge.take(text);
	surge.close();
	expect(read).toEqual([
		['a1', 0],
		['a2', 0],
		['a3', 0],
		['b1', 0],
	]);
});

test('in a surge the first and the newest of each resource are read, and those in between counted', async () => {
	const {surge, read} = open(0);
	for (const text of ['a1', 'a2', 'b1', 'a3', 'a4', 'b2']) surge.take(text);
	expect(read).toEqual([
		['a1', 0],
		['b1', 0],
	]);
	await until(() => expect(read).toHaveLength(4));
	expect(read.slice(2)).toEqual([
		['a4', 2],
		['b2', 0],
	]);
	surge.close();
});

test('one that is older than what waits is read after it: which of them holds is not for the stream to say', async () => {
	const {surge, read} = open(0);
	for (const text of ['a1', 'a2', 'a5', 'a4']) surge.take(text);
	expect(read).toEqual([
		['a1', 0],
		['a5', 1],
		['a4', 0],
	]);
	for (const text of ['a4', 'a6']) surge.take(text);
	await until(() => expect(read).toHaveLength(4));
	expect(read.at(-1)).toEqual(['a6', 1]);
	surge.close();
});

test('where the stream ends, what waits is read before', () => {
	const {surge, read} = open(0);
	for (const text of ['a1', 'a2', 'a3']) surge.take(text);
	surge.flush();
	surge.close();
	expect(read).toEqual([
		['a1', 0],
		['a3', 1],
	]);
});

test('what is about no resource never waits', () => {
	const {surge, read} = open(0);
	for (const text of ['ping', 'ping']) surge.take(text);
	surge.close();
	expect(read).toHaveLength(2);
});

test('after the window a message is read at once again', async () => {
	const {surge, read} = open(1);
	for (const text of ['a1', 'a2', 'a3']) surge.take(text);
	await until(() => expect(read).toHaveLength(3));
	surge.take('a4');
	expect(read.at(-1)).toEqual(['a4', 0]);
	surge.close();
});

test('once closed nothing is read any more', async () => {
	const {surge, read} = open(0);
	surge.take('a1');
	surge.take('a2');
	surge.close();
	const later = open(0);
	later.surge.take('a1');
	later.surge.take('a2');
	await until(() => expect(later.read).toHaveLength(2));
	expect(read).toEqual([['a1', 0]]);
	later.surge.close();
});
