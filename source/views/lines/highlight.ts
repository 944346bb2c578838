import type {Place} from '../../state/filter/pattern.js';
import {placesOf} from '../../state/filter/text-match.js';
import {type Style, styled} from './theme.js';

/** The text with these ranges in the style of a match, the rest in `rest`. */
export const withPlaces = (text: string, places: Iterable<Place>, match: Style, rest: Style): string => {
	let line = '';
	let end = 0;
	for (const place of places) {
		line += styled(rest, text.slice(end, place.start));
		line += styled(match === '' ? '7' : match, text.slice(place.start, place.end));
		({end} = place);
	}

	return line + styled(rest, text.slice(end));
};

/** The text with all matches of a search in the style of a match, the rest in `rest`. */
export const highlighted = (text: string, search: string, match: Style, rest: Style): string => {
	const pattern = search === '' ? null : placesOf(search);
	return pattern === null ? styled(rest, text) : withPlaces(text, pattern.places(text), match, rest);
};
