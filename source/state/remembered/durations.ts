import {maxDurations} from '../rows/usual-durations.js';

/** Durations in milliseconds as a file has them; null for what is none. */
export const readDurations = (entry: unknown): readonly number[] | null => {
	if (!Array.isArray(entry)) return null;
	const isDuration = (each: unknown): each is number => typeof each === 'number' && each >= 0;
	return entry.every(isDuration) ? entry.slice(-maxDurations) : null;
};

/** What was learned before, and after it what was learned now. */
export const mergeDurations = (stored: unknown, learned: unknown): readonly number[] =>
	[...(readDurations(stored) ?? []), ...(readDurations(learned) ?? [])].slice(-maxDurations);
