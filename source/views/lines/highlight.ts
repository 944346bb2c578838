import {placesOf} from '../../state/filter/text-match.js';
import {type Style, styled} from './theme.js';

/** The text with everything that was searched for in the style of a match, the rest in `rest`. */
export const highlighted = (text: string, search: string, match: Style, rest: Style): string => {
	const pattern = search === '' ? null : placesOf(search);
	if (pattern === null) return styled(rest, text);
	let line = '';
	let end = 0;
	for (const place of pattern.places(text)) {
		line += styled(rest, text.slice(end, place.start));
		line += styled(match === '' ? '7' : match, text.slice(place.start, place.end));
		({end} = place);
	}

	return line + styled(rest, text.slice(end));
};
