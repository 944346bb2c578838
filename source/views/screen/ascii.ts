// As wide as what they stand for. The pictures of control characters are `printable`'s.
const substitutes: Readonly<Record<string, string>> = {
	'…': '.',
	'⋯': '.',
	'·': '-',
	'—': '-',
	'–': '-',
	'─': '-',
	'│': '|',
	'×': 'x',
	'←': '<',
	'→': '>',
	'↑': '^',
	'↓': 'v',
	'“': '"',
	'”': '"',
	'‘': "'",
	'’': "'",
};

const signs = /[…⋯·—–─│×←→↑↓“”‘’\u2400-\u243f\ufffd]/gu;

/**
 * The text with every sign that rwatch puts into its own sentences as ASCII of the same width; others' letters stay
 * as they are. For terminals that know nothing else.
 */
export const inAscii = (text: string): string => text.replace(signs, sign => substitutes[sign] ?? '?');
