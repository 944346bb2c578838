import fuzzysort from 'fuzzysort';
import type {Place} from './pattern.js';

const found = (typed: string, text: string) =>
	// Prepared here, because the library caches every text that it prepares itself.
	fuzzysort.single(typed, fuzzysort.prepare(text));

/** Whether the letters that were typed occur in the text in their order; blanks part words that may come in any order. */
export const fuzzyMatch = (typed: string, text: string): boolean => found(typed, text) !== null;

// Weaker matches are letters that happen to be there.
const minScore = 0.25;

/** How well the letters typed match a text, from 0 to 1; null where they do not. */
export const fuzzyScore = (typed: string, text: string): number | null => {
	const score = found(typed, text)?.score ?? 0;
	return score < minScore ? null : score;
};

/** Those texts that have the letters typed, in their order, best first. */
export const fuzzyRanked = (typed: string, texts: readonly string[]): readonly string[] =>
	fuzzysort.go(typed, texts.map(fuzzysort.prepare), {threshold: minScore}).map(({target}) => target);

/** Where those letters are, from left to right. */
export const fuzzyPlaces = (typed: string, text: string): readonly Place[] => {
	const indexes = [...(found(typed, text)?.indexes ?? [])].sort((left, right) => left - right);
	const places: Place[] = [];
	for (const start of indexes) {
		const last = places.at(-1);
		if (last?.end === start) places[places.length - 1] = {start: last.start, end: start + 1};
		else places.push({start, end: start + 1});
	}

	return places;
};
