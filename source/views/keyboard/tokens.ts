import {nameOfCharacter, nameOfSequence} from './key-names.js';

/** One input of a terminal. Answers to queries are not among them. */
export type Token =
	| {readonly type: 'key'; readonly key: string}
	| {readonly type: 'paste'; readonly text: string}
	| {readonly type: 'focus'; readonly focused: boolean}
	| {
			readonly type: 'mouse';
			readonly action: 'press' | 'release' | 'move' | 'wheel-up' | 'wheel-down';
			/** 0 left, 1 middle, 2 right; 3 none. */
			readonly button: number;
			/** From 1. */
			readonly column: number;
			readonly row: number;
	  };

const key = (name: string | null): readonly Token[] => (name === null ? [] : [{type: 'key', key: name}]);

const mouse = (code: number, column: number, row: number, isReleased: boolean): Token => {
	const button = code & 3;
	const at = {button, column, row} as const;
	if (code & 64) return {type: 'mouse', action: button === 0 ? 'wheel-up' : 'wheel-down', ...at};
	if (code & 32) return {type: 'mouse', action: 'move', ...at};
	return {type: 'mouse', action: isReleased || button === 3 ? 'release' : 'press', ...at};
};

// SGR (CSI < b ; x ; y M), urxvt (CSI b ; x ; y M) and the first protocol (CSI M and three bytes, each with 32 added).
const mouseOf = (sequence: string): Token | null => {
	const numbers =
		// biome-ignore lint/suspicious/noControlCharactersInRegex: it takes terminal input apart.
		/^\u001b\[(?<sgr><?)(?<code>\d+);(?<column>\d+);(?<row>\d+)(?<final>[Mm])$/.exec(sequence);
	if (numbers?.groups) {
		const {sgr, code, column, row, final} = numbers.groups;
		return mouse(Number(code) - (sgr === '<' ? 0 : 32), Number(column), Number(row), final === 'm');
	}

	if (!sequence.startsWith('\u001b[M') || sequence.length !== 6) return null;
	const [code = 0, column = 0, row = 0] = [3, 4, 5].map(at => sequence.charCodeAt(at) - 32);
	return mouse(code, column, row, false);
};

/** The tokens of one whole control sequence: none for an answer to a query, or a key without a name. */
export const tokensOfSequence = (sequence: string): readonly Token[] => {
	if (sequence === '\u001b[I' || sequence === '\u001b[O') {
		return [{type: 'focus', focused: sequence === '\u001b[I'}];
	}

	const report = mouseOf(sequence);
	return report ? [report] : key(nameOfSequence(sequence));
};

const segmenter = new Intl.Segmenter(undefined, {granularity: 'grapheme'});

// The segmenter's time for a character grows with the length of the text.
const maxSegmented = 64;

function* graphemesOf(text: string): Iterable<string> {
	for (let start = 0; start < text.length; ) {
		let end = Math.min(text.length, start + maxSegmented);
		const isSplitPair = end < text.length && /[\uD800-\uDBFF]/.test(text[end - 1] ?? '');
		if (isSplitPair) end++;
		for (const {segment} of segmenter.segment(text.slice(start, end))) yield segment;
		start = end;
	}
}

/** The keys of a text without escape sequences: keys pressed quickly come in one read. */
export const tokensOfText = (text: string): readonly Token[] => {
	const tokens: Token[] = [];
	for (const run of text.match(/[\0-\u007f]|[^\0-\u007f]+/g) ?? []) {
		const isAscii = run.length === 1 && run <= '\u007f';
		for (const one of isAscii ? [run] : graphemesOf(run)) tokens.push(...key(nameOfCharacter(one)));
	}

	return tokens;
};
