import {secondOf} from './text/time-text.js';

const second = 1000;

/** When a countdown, which shows whole seconds, rounded up, changes: in how many milliseconds; [] once it is over. */
export const countdown = (until: number | null, now: number): readonly number[] =>
	until === null || until <= now ? [] : [(until - now) % second || second];

/** One tick for all ages that are due within a second: they change at whole seconds only. [] where none changes. */
export const agesTick = (now: number, changesMs: readonly number[]): readonly number[] => {
	const dueAt = secondOf(now) + Math.min(...changesMs);
	return Number.isFinite(dueAt) ? [Math.ceil(dueAt / second) * second - now] : [];
};
