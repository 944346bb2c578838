import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {tuneFirstListing} from '../../source/program/first-listing.js';

beforeEach(() => {
	vi.useFakeTimers({now: 0});
});

afterEach(() => {
	vi.useRealTimers();
});

test('V8 is set for a listing from the first rows on, and is as usual before anything is kept', () => {
	const flags: string[] = [];
	const take = tuneFirstListing('20.20.2', flag => void flags.push(flag));
	take({type: 'status'});
	expect(flags).toEqual([]);
	take({type: 'changed'});
	take({type: 'changed'});
	expect(flags.splice(0)).toEqual(['--interrupt-budget=4000000', '--heap-growing-percent=60']);
	vi.advanceTimersByTime(2600);
	expect(flags).toEqual(['--interrupt-budget=67584', '--heap-growing-percent=0']);
});

test('rows that come later change nothing', () => {
	const flags: string[] = [];
	const take = tuneFirstListing('22.1.0', flag => void flags.push(flag));
	vi.advanceTimersByTime(5000);
	take({type: 'changed'});
	expect(flags).toEqual([]);
});

test('a Node whose flags are not known keeps them', () => {
	const flags: string[] = [];
	tuneFirstListing('26.0.0', flag => void flags.push(flag))({type: 'changed'});
	expect(flags).toEqual([]);
});
