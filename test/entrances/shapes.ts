import {longLength} from '../fuzz/mutate.js';

const repeated = (piece: string): string =>
	piece.repeat(Math.ceil(longLength / piece.length)).slice(0, longLength);

/** Long texts that take very long where a pattern or a loop is quadratic, by name. */
export const shapes: Readonly<Record<string, string>> = {
	'letters, then one emoji': `${repeated('a')}\u{1F680}`,
	'blanks before a letter': `${repeated(' ')}x`,
	'carriage returns before a letter': `${repeated('\r')}x`,
	'quotes that are escaped': repeated('\\"'),
	'tags that are not closed': repeated('<p '),
	'addresses without an end': repeated('a://a:'),
	'brackets that open': repeated('[{"a":'),
	'letters beyond ASCII': repeated('ü日'),
	'marks that combine': `e${repeated('\u0301')}`,
	'escape sequences that do not end': repeated('\u001b[1;'),
	'words and blanks': repeated('password= x '),
	'slashes and line ends': repeated('/\n'),
};
