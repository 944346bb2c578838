/** Values nested deeper than this are omitted, so that recursive functions cannot overflow the stack. */
export const deepest = 200;

/** Replaces a value that is nested too deep. */
export const tooDeep = `… (nested more than ${deepest} deep)`;

const quote = 0x22;
const backslash = 0x5c;
// Lone surrogates mark our own texts: those of a server are replaced when read.
const numberMark = '\ud800';
const markedNumber = /^\ud800-?\d+$/;
const escapedSurrogate = /\\u[dD][89a-fA-F]/;
const fewestUnsafeDigits = 16;

/** Where the string that begins at `from` ends: the place of its last quote, or the end of the text. */
export const endOfString = (text: string, from: number): number => {
	for (let end = text.indexOf('"', from + 1); end !== -1; end = text.indexOf('"', end + 1)) {
		let before = end - 1;
		while (text.charCodeAt(before) === backslash) before--;
		if ((end - before) % 2 === 1) return end;
	}

	return text.length;
};

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;
// `1.5`, `1e9`: what follows or goes before digits in a number that is not whole.
const isPartOfNumber = (code: number): boolean =>
	code === 0x2e || code === 0x65 || code === 0x45 || code === 0x2b;

/** Whether a number may begin behind this character: not within a word or a path, as the job ids of Salt are. */
const isBeforeNumber = (code: number): boolean =>
	Number.isNaN(code) || code <= 0x20 || code === 0x3a || code === 0x2c || code === 0x5b || code === 0x2d;

/** Whether a text may have a number of at least so many digits: one of them is at a multiple of that number. */
const hasLongNumber = (text: string): boolean => {
	for (let at = 0; at < text.length; at += fewestUnsafeDigits) {
		if (!isDigit(text.charCodeAt(at))) continue;
		let start = at;
		let end = at + 1;
		while (isDigit(text.charCodeAt(start - 1))) start--;
		while (isDigit(text.charCodeAt(end))) end++;
		if (end - start >= fewestUnsafeDigits && isBeforeNumber(text.charCodeAt(start - 1))) return true;
		at = end - (end % fewestUnsafeDigits);
	}

	return false;
};

/** Whether a character occurs more than `max` times in a text. */
const hasMoreThan = (text: string, max: number, sign: string): boolean => {
	let count = 0;
	for (let at = text.indexOf(sign); at !== -1 && count <= max; at = text.indexOf(sign, at + 1)) count++;
	return count > max;
};

/** Whether there may be a number to rewrite. Few messages have one, so this reads as little as it can. */
const hasOddNumber = (text: string): boolean =>
	text.includes('NaN') || text.includes('Infinity') || hasLongNumber(text);

/** Whether a text has enough brackets to be nested too deep. */
const mayBeDeep = (text: string): boolean =>
	hasMoreThan(text, deepest / 2, '{') || hasMoreThan(text, deepest / 2, '[');

/** Whether a value is nested deeper than that. */
const isDeeper = (value: unknown, max: number): boolean => {
	if (typeof value !== 'object' || value === null) return false;
	if (max === 0) return true;
	if (Array.isArray(value)) return value.some(item => isDeeper(item, max - 1));
	const fields = value as Readonly<Record<string, unknown>>;
	for (const name in fields) if (isDeeper(fields[name], max - 1)) return true;
	return false;
};

/** Rewrites what JSON or JavaScript cannot hold, in one pass over the text; the same text where there is nothing. */
class Rewriter {
	/** Integers were marked, so that they can be read exactly. */
	hasMarks = false;
	readonly #text: string;
	readonly #pieces: string[] = [];
	#copied = 0;
	#depth = 0;
	/** Where the value began that is nested too deep. */
	#deepFrom = 0;

	constructor(text: string) {
		this.#text = text;
	}

	run(): string {
		const text = this.#text;
		for (let at = 0; at < text.length; at++) {
			const code = text.charCodeAt(at);
			if (code === quote) at = endOfString(text, at);
			else if (code === 0x7b || code === 0x5b) this.#enter(at);
			else if (code === 0x7d || code === 0x5d) this.#leave(at);
			else if (isDigit(code)) at = this.#digits(at);
			else if (code === 0x4e || code === 0x49) at = this.#word(at);
		}

		return this.#pieces.length === 0 ? text : this.#pieces.join('') + text.slice(this.#copied);
	}

	#enter(at: number): void {
		if (this.#depth === deepest) this.#deepFrom = at;
		this.#depth++;
	}

	#leave(at: number): void {
		this.#depth--;
		if (this.#depth === deepest) this.#replace(this.#deepFrom, at + 1, JSON.stringify(tooDeep));
	}

	#digits(from: number): number {
		const text = this.#text;
		let end = from + 1;
		while (isDigit(text.charCodeAt(end))) end++;
		const isNegative = text.charCodeAt(from - 1) === 0x2d;
		const start = isNegative ? from - 1 : from;
		const isWhole =
			!isPartOfNumber(text.charCodeAt(start - 1)) &&
			!isPartOfNumber(text.charCodeAt(end)) &&
			text[from] !== '0';
		if (isWhole && end - from >= fewestUnsafeDigits && this.#depth <= deepest) {
			this.#replace(start, end, `"${numberMark}${text.slice(start, end)}"`);
			this.hasMarks = true;
		}

		return end - 1;
	}

	/** Python's own words for numbers that JSON does not know (salt `rest_cherrypy/app.py`). */
	#word(from: number): number {
		const word = ['NaN', 'Infinity'].find(one => this.#text.startsWith(one, from));
		if (word === undefined) return from;
		const start = this.#text[from - 1] === '-' ? from - 1 : from;
		const end = from + word.length;
		if (this.#depth <= deepest) this.#replace(start, end, `"${this.#text.slice(start, end)}"`);
		return end - 1;
	}

	#replace(from: number, to: number, by: string): void {
		this.#pieces.push(this.#text.slice(this.#copied, from), by);
		this.#copied = to;
	}
}

const exact = (value: unknown): unknown => {
	if (typeof value === 'string') {
		if (!markedNumber.test(value)) return value.toWellFormed();
		const number = BigInt(value.slice(1));
		return Number.isSafeInteger(Number(number)) ? Number(number) : number;
	}

	if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
	const entries = Object.entries(value);
	return entries.every(([name]) => name.isWellFormed())
		? value
		: Object.fromEntries(entries.map(([name, one]) => [name.toWellFormed(), one]));
};

/**
 * Parses JSON as servers write it, in linear time: whole numbers that a number cannot hold become a `bigint`, `NaN` and
 * `Infinity` texts, lone surrogates `�`, and what is nested deeper than `deepest` a text that says so. A byte order mark
 * is put up with. Undefined where it is not JSON. Never throws.
 */
export const parseJson = (text: string): unknown => {
	const whole = text.startsWith('\ufeff') ? text.slice(1) : text;
	const rewriter = new Rewriter(whole);
	try {
		let rewritten = hasOddNumber(whole) ? rewriter.run() : whole;
		let value: unknown = JSON.parse(rewritten);
		// Looking at the values of a listing takes a fraction of the time of looking at its text.
		if (rewritten === whole && mayBeDeep(whole) && isDeeper(value, deepest)) {
			rewritten = rewriter.run();
			value = JSON.parse(rewritten);
		}

		const isExact = rewriter.hasMarks || (text.includes('\\u') && escapedSurrogate.test(text));
		return isExact ? JSON.parse(rewritten, (_name, each) => exact(each)) : value;
	} catch {
		return undefined;
	}
};

// JSON.stringify refuses whole numbers of any size; for them it is done here.
const exactText = (value: unknown, indent: string, margin: string): string | undefined => {
	if (typeof value === 'bigint') return String(value);
	if (typeof value !== 'object' || value === null) return JSON.stringify(value);
	const inner = indent === '' ? '' : `\n${margin}${indent}`;
	const end = indent === '' ? '' : `\n${margin}`;
	if (Array.isArray(value)) {
		const items = value.map(item => inner + (exactText(item, indent, margin + indent) ?? 'null'));
		return items.length === 0 ? '[]' : `[${items.join(',')}${end}]`;
	}

	const fields = Object.entries(value).flatMap(([name, field]) => {
		const text = exactText(field, indent, margin + indent);
		return text === undefined ? [] : [`${inner}${JSON.stringify(name)}:${indent === '' ? '' : ' '}${text}`];
	});
	return fields.length === 0 ? '{}' : `{${fields.join(',')}${end}}`;
};

/**
 * The JSON text of plain data, on one line or indented; a `bigint` is written digit by digit. Undefined for undefined.
 */
export const jsonText = (value: unknown, indent: '' | '  ' = ''): string | undefined => {
	try {
		return JSON.stringify(value, null, indent);
	} catch (error) {
		if (error instanceof TypeError) return exactText(value, indent, '');
		throw error;
	}
};
