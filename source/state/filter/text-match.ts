import {compilePattern, type Pattern} from './pattern.js';

/** Whether a text contains what was searched for. */
export type TextMatch = (text: string) => boolean;

const delimited = /^\/(.+)\/$/s;

/** Whether what was typed is meant as a regular expression: `/…/`, or with signs that plain words lack. */
export const looksLikePattern = (text: string): boolean =>
	delimited.test(text) || /[\\^$*+?()[\]{}|]/.test(text);

/** Makes `web.*` or `/web.+/` into a pattern, as `compilePattern` does. */
export const parsePattern = (text: string): Pattern | {readonly error: string} =>
	compilePattern(delimited.exec(text)?.[1] ?? text);

/** A pattern for every place of what was typed into a search; null for a broken one. */
export const placesOf = (text: string): Pattern | null => {
	const quoted = /^"(.+)"$/s.exec(text)?.[1];
	const isPlain = quoted !== undefined || !looksLikePattern(text);
	const pattern = isPlain
		? compilePattern((quoted ?? text).replace(/[\\^$*+?.()|[\]{}]/g, '\\$&'))
		: parsePattern(text);
	return 'error' in pattern ? null : pattern;
};

/**
 * Compiles what was typed into a search: plain text anywhere, ignoring case, or a regular expression if it looks like
 * one; `"…"` is always plain. Says what is wrong with a broken expression.
 */
export const parseTextMatch = (text: string): TextMatch | {readonly error: string} => {
	const quoted = /^"(.+)"$/s.exec(text)?.[1];
	if (quoted === undefined && looksLikePattern(text)) {
		const pattern = parsePattern(text);
		return 'error' in pattern ? pattern : pattern.test;
	}

	const needle = (quoted ?? text).toLowerCase();
	return candidate => candidate.toLowerCase().includes(needle);
};

/** As `parseTextMatch`; null for nothing, and for a broken expression. */
export const matchOf = (text: string): TextMatch | null => {
	const match = text === '' ? null : parseTextMatch(text);
	return match && !('error' in match) ? match : null;
};

/** Where a search starts and in which direction it goes. */
export type SearchFrom = 'here' | 'next' | 'previous';
