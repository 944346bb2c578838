import {looksLikePattern, parsePattern} from '../state/text-match.ts';
import {type Style, styled} from './theme.ts';

const patternOf = (search: string): RegExp | null => {
	const quoted = /^"(.+)"$/su.exec(search)?.[1];
	const plain = quoted ?? search;
	if (quoted !== undefined || !looksLikePattern(search))
		return new RegExp(plain.replace(/[\\^$*+?.()|[\]{}]/gu, '\\$&'), 'giu');
	const pattern = parsePattern(search);
	return pattern instanceof RegExp ? new RegExp(pattern.source, `${pattern.flags}g`) : null;
};

/** The text with everything that was searched for in the style of a match, the rest in `rest`. */
export const highlighted = (text: string, search: string, match: Style, rest: Style): string => {
	const pattern = search === '' ? null : patternOf(search);
	if (pattern === null) return styled(rest, text);
	let line = '';
	let end = 0;
	for (const {0: found, index} of text.matchAll(pattern)) {
		if (found === '') continue;
		line += styled(rest, text.slice(end, index)) + styled(match === '' ? '7' : match, found);
		end = index + found.length;
	}

	return line + styled(rest, text.slice(end));
};
