import {looksLikePattern, matchOf, type TextMatch} from '../filter/text-match.js';
import {runsOf} from './pattern-runs.js';

/** An expression that lines match, and how it was typed. */
export type LinePattern = {
	readonly text: string;
	readonly match: TextMatch;
	/** In small letters, what a line without escapes has that matches once it is laid out; null if that is not known. */
	readonly words: readonly string[] | null;
	/** It may reach from one field to the next, or over its name. */
	readonly joins: boolean;
};

// These are written otherwise in what is laid out.
const isTimeOrLevel = (word: string): boolean =>
	!/[a-z]/.test(word) || 'debug info warn error'.includes(word);

const wordsIn = (texts: readonly string[]): readonly string[] =>
	texts.flatMap(text => text.toLowerCase().match(/[\w./-]+/g) ?? []);

/** The words of what is searched for from the first one that is neither a time nor a level. */
const wordsOf = (text: string, isPlain: boolean): readonly string[] | null => {
	const plain = /^"(.+)"$/s.exec(text)?.[1] ?? text;
	const runs = isPlain ? [plain] : runsOf(text);
	if (runs === null) return null;
	// A number can be written in several ways.
	const words = wordsIn(runs).filter(word => isPlain || /[a-z]/.test(word));
	const first = words.findIndex(word => !isTimeOrLevel(word));
	return first === -1 ? null : words.slice(first);
};

/** What was typed as an expression for lines; null for nothing, and for a broken one. */
export const linePattern = (text: string): LinePattern | null => {
	const match = matchOf(text);
	const isPlain = /^".+"$/s.test(text) || !looksLikePattern(text);
	return match && {text, match, words: wordsOf(text, isPlain), joins: !isPlain || /[\s="':]/.test(text)};
};

/** Which lines of a log are shown. */
export type LineFilter = {
	/** A line matches all of these, or it is not shown. */
	readonly keep: readonly LinePattern[];
	/** A line that matches one of these is not shown. */
	readonly hide: readonly LinePattern[];
	/** Only warnings and worse. */
	readonly troubleOnly: boolean;
	/** How many lines are shown around each that passes. */
	readonly around: number;
};

/** Shows all lines. */
export const everyLine: LineFilter = {keep: [], hide: [], troubleOnly: false, around: 0};

/** Whether a filter shows all lines. */
export const isEveryLine = ({keep, hide, troubleOnly}: LineFilter): boolean =>
	keep.length === 0 && hide.length === 0 && !troubleOnly;

/** The filter in words, as a title lists it; [] where it shows all lines. Untrusted. */
export const filterWords = (filter: LineFilter): readonly string[] => [
	...filter.keep.map(({text}) => `&${text}`),
	...filter.hide.map(({text}) => `!${text}`),
	...(filter.troubleOnly ? ['warnings and worse'] : []),
	...(filter.around > 0 && !isEveryLine(filter) ? [`${filter.around} around`] : []),
];
