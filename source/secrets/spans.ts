/** A part of a text. */
export type Span = {readonly from: number; readonly to: number};

const isEscaped = (text: string, at: number): boolean => {
	let count = 0;
	while (count < 64 && text[at - 1 - count] === '\\') count += 1;
	return count % 2 === 1;
};

/**
 * The end of what a quotation mark opened at `from`, be it escaped (`\"`) itself: the end of the text where nothing
 * closes it.
 */
export const closing = (text: string, from: number, mark: string): number => {
	const takesEscapes = mark === '"';
	for (let at = text.indexOf(mark, from); at >= 0; at = text.indexOf(mark, at + 1)) {
		if (!takesEscapes || !isEscaped(text, at)) return at;
	}

	return text.length;
};

const bare = /(?:[^\s"'`;&|<>\\]|\\(?![nrt"'\\]))*/y;
// Another assignment follows.
const nextName = /,(?=\s{0,4}["']?[\w.-]{1,60}["']?\s{0,2}[=:])/;
const pairs = ['()', '[]', '{}'] as const;

/** The end of a value without quotation marks: `x` in `(password=x, user=y)`. */
export const bareEnd = (text: string, from: number): number => {
	bare.lastIndex = from;
	bare.test(text);
	const run = text.slice(from, bare.lastIndex);
	let end = nextName.exec(run)?.index ?? run.length;
	const surplus = `,.${pairs
		.filter(([opener = '']) => !run.includes(opener))
		.map(pair => pair.charAt(1))
		.join('')}`;
	while (end > 0 && surplus.includes(run.charAt(end - 1))) end -= 1;
	return from + end;
};

const cookie = /[^\s;"'=]{1,200}=[^\s;"']{0,4096}(?:; ?)?/y;

/** The end of the cookies of a header: `a=b; c=d`. */
export const cookiesEnd = (text: string, from: number): number => {
	let at = from;
	for (cookie.lastIndex = at; cookie.test(text); ) at = cookie.lastIndex;
	return at > from ? at : bareEnd(text, from);
};

/** The end of the line that holds `from`, without its line break. */
const lineEnd = (text: string, from: number): number => {
	const end = text.indexOf('\n', from);
	const stop = end < 0 ? text.length : end;
	return stop > from && text[stop - 1] === '\r' ? stop - 1 : stop;
};

/** The end of a YAML block scalar whose name is indented by `indent`: of the lines that are indented further. */
export const blockEnd = (text: string, from: number, indent: number): number => {
	let at = lineEnd(text, from);
	for (let next = text.indexOf('\n', at) + 1; next > 0; next = text.indexOf('\n', at) + 1) {
		const end = lineEnd(text, next);
		const line = text.slice(next, end);
		if (line.trim() !== '' && line.length - line.trimStart().length <= indent) return at;
		at = end;
	}

	return at;
};
