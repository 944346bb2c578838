import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {patientOptimiser} from '../../source/program/optimiser.js';

beforeEach(() => {
	vi.useFakeTimers({now: 0});
});

afterEach(() => {
	vi.useRealTimers();
});

test('the optimising compiler waits from the first rows on, and is as usual before anything is kept', () => {
	const flags: string[] = [];
	const take = patientOptimiser('20.20.2', flag => void flags.push(flag));
	take({type: 'status'});
	expect(flags).toEqual([]);
	take({type: 'changed'});
	take({type: 'changed'});
	expect(flags).toEqual(['--interrupt-budget=4000000']);
	vi.advanceTimersByTime(2600);
	expect(flags).toEqual(['--interrupt-budget=4000000', '--interrupt-budget=67584']);
});

test('rows that come later change nothing', () => {
	const flags: string[] = [];
	const take = patientOptimiser('22.1.0', flag => void flags.push(flag));
	vi.advanceTimersByTime(5000);
	take({type: 'changed'});
	expect(flags).toEqual([]);
});

test('a Node whose flags are not known keeps them', () => {
	const flags: string[] = [];
	patientOptimiser('26.0.0', flag => void flags.push(flag))({type: 'changed'});
	expect(flags).toEqual([]);
});
