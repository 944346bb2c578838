import type {Place} from '../../state/filter/pattern.js';
import {type Style, styled} from './theme.js';

/** A range of a text that has a style of its own. */
export type StyledPart = Place & {readonly style: Style};

/** The text, with these parts in their styles, the rest in `rest`, and these ranges in the style of a match above all. */
export const painted = (
	text: string,
	parts: readonly StyledPart[],
	rest: Style,
	places: Iterable<Place>,
	match: Style,
): string => {
	const styles = new Array<Style>(text.length).fill(rest);
	for (const {start, end, style} of parts) styles.fill(style, Math.max(0, start), Math.max(0, end));
	for (const {start, end} of places) styles.fill(match === '' ? '7' : match, start, end);
	let line = '';
	let start = 0;
	for (let end = 1; end <= text.length; end++) {
		if (end < text.length && styles[end] === styles[start]) continue;
		line += styled(styles[start] ?? rest, text.slice(start, end));
		start = end;
	}

	return line;
};

/** For each piece of a text, in their order, the parts that are in it, placed within it. Parts do not overlap. */
export const partsOfPieces = (
	pieces: ReadonlyArray<{readonly text: string; readonly start: number}>,
	parts: readonly StyledPart[],
): ReadonlyArray<readonly StyledPart[]> => {
	let first = 0;
	return pieces.map(({text, start}) => {
		while ((parts[first]?.end ?? Number.POSITIVE_INFINITY) <= start) first += 1;
		const own: StyledPart[] = [];
		for (let at = first; at < parts.length; at++) {
			const part = parts[at];
			if (!part || part.start >= start + text.length) break;
			own.push({start: part.start - start, end: part.end - start, style: part.style});
		}

		return own;
	});
};
