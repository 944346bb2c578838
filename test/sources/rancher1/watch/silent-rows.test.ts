import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {SilentRows} from '../../../../source/sources/rancher1/watch/silent-rows.js';
import {resource} from '../../../state/rows.js';

const firstMs = 5000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const watching = (count: number) => {
	const asked: string[] = [];
	const end = new AbortController();
	const rows = new SilentRows(firstMs, key => asked.push(key), end.signal);
	for (let each = 0; each < count; each++) rows.watch(`1i${each}`, {id: `1i${each}`, kind: 'container'});
	return {asked, rows, end};
};

test('very many rows without news are read in turn, and none twice before all were', () => {
	const {asked, end} = watching(200);
	vi.advanceTimersByTime(40_000);
	end.abort();

	expect(new Set(asked).size).toBe(200);
	expect(new Set(asked.slice(0, 200)).size).toBe(200);
});

test('a row with news is read only after a while without', () => {
	const {asked, rows, end} = watching(1);
	vi.advanceTimersByTime(4000);
	rows.watch('1i0', {id: '1i0', kind: 'container'});
	vi.advanceTimersByTime(4000);
	expect(asked).toEqual([]);
	vi.advanceTimersByTime(3000);
	end.abort();

	expect(asked).toEqual(['1i0']);
});

const moving = (transitioning: 'yes' | 'no') =>
	resource({key: '1i0', id: '1i0', kind: 'container', state: 'stopping', transitioning});

test('a row that settled is not read, and waits from the beginning once it moves again', () => {
	const {asked, rows, end} = watching(0);
	rows.see(moving('yes'));
	vi.advanceTimersByTime(firstMs * 1.5);
	expect(asked).toEqual(['1i0']);
	rows.see(moving('no'));
	rows.see(moving('yes'));
	vi.advanceTimersByTime(firstMs * 1.5);
	expect(asked).toEqual(['1i0', '1i0']);
	rows.see(moving('no'));
	vi.advanceTimersByTime(firstMs * 20);
	end.abort();

	expect(asked).toEqual(['1i0', '1i0']);
});

test('nothing wakes up while no row is in transition', () => {
	const {rows, end} = watching(0);
	expect(vi.getTimerCount()).toBe(0);
	rows.see(moving('yes'));
	expect(vi.getTimerCount()).toBe(1);
	rows.see(moving('no'));
	vi.advanceTimersByTime(firstMs);
	expect(vi.getTimerCount()).toBe(0);
	rows.see(moving('yes'));
	end.abort();
	expect(vi.getTimerCount()).toBe(0);
});
