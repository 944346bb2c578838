// As wide as what they replace. `printable` makes the pictures of control characters.
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
 * The text with every sign of rwatch's own replaced by ASCII of the same width, for terminals that support nothing else.
 * Letters of other scripts stay.
 */
export const inAscii = (text: string): string => text.replace(signs, sign => substitutes[sign] ?? '?');
