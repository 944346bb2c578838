import {secondOf} from './text/time-text.js';

const second = 1000;

/** Milliseconds until a countdown of whole seconds changes; [] once it is over. */
export const countdown = (until: number | null, now: number): readonly number[] =>
	until === null || until <= now ? [] : [(until - now) % second || second];

/**
 * Milliseconds until the first of these ages changes; at whole seconds only, so that all change together. [] for none.
 */
export const agesTick = (now: number, changesMs: readonly number[]): readonly number[] => {
	const dueAt = secondOf(now) + Math.min(...changesMs);
	return Number.isFinite(dueAt) ? [Math.ceil(dueAt / second) * second - now] : [];
};
