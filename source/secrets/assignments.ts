import {blank} from './blank.js';
import {isEncodedLogin, isHarmlessValue, isSecretName} from './names.js';
import {bareEnd, blockEnd, closing, cookiesEnd, type Span} from './spans.js';

// An option with its value (`--password x`, `"--password", "x"`, or the next word of a list: `- --password`, `- x`), or a
// name with a sign (`PASS=x`, `"token": "x"`, `<token>x`).
const assignment =
	/(?<!\w)(?:--?(?<option>[A-Za-z][\w.-]{0,120})(?:(?<mark>\\{0,8}["'])\s{0,8},\s{0,80}|(?<listed>["']?[ \t]{0,8}\r?\n[ \t]{0,80}- {1,8})|[ \t]{1,8})|(?<name>[A-Za-z_][\w.-]{0,120})(?<quote>\\{0,8}["'])?[ \t]{0,8}(?<sign>:=|=>|[:=>])[ \t]{0,8})/g;
const scheme = /(?:bearer|basic|digest|token|negotiate|apikey|aws4-hmac-sha256)[ \t]+/iy;
// With the sign of Python's bytes: `b'x'`.
const opening = /[bru]{0,2}(\\{0,8}["'])/iy;
const namedSecret = /["']?([\w.-]{1,120})["']?/y;
const lineStart = /^[+-]?[ \t]*(?:- +)?(?:export +|set +|ENV +)?\\{0,8}["']?$/;
const itemStart = /^[ \t]*- +["']?$/;
const blockSign = /^[|>][+-]?\d?[ \t]*$/;
const restOfLine = /[^\r\n]*/y;
// Of an image: `vault/secret:1.2`.
const tag = /^(?:v?\d[\w.-]*|latest|stable|edge)$/;
// What follows in a sentence: `failed to fetch the token: unexpected status`.
const prose =
	/^(?:an?|and|are|as|at|been|but|by|for|from|has|have|if|in|is|it|its|no|none|not|nothing|of|on|only|or|than|that|the|there|this|to|was|were|when|while|with|cannot|could|must|need|needs|should|unable|check|expected|expects|gave|give|got|use|access|context|denied|dial|duplicate|empty|error|expired|failed|failure|forbidden|get|http|incorrect|invalid|missing|permission|post|refused|rejected|required|server|status|unauthorized|unexpected|unknown|wrong)$/i;
const maxPrefix = 200;
const maxBetween = 80;

const matchAt = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
	pattern.lastIndex = at;
	return pattern.exec(text);
};

// `auth` is a scheme as often as a login.
const isAuth = (name: string): boolean => name === 'auth' || name === '_auth';

/** Where the value of a name begins, and how the name is written. */
type Place = {
	readonly name: string;
	readonly from: number;
	readonly index: number;
	/** The quotation mark after the name, or ''. */
	readonly quote: string;
	/** The character before the name, or ''. */
	readonly before: string;
	readonly sign: string;
};

/** Finds the secret values of one text, from left to right; no part of it is searched again for each name. */
class Reader {
	readonly #text: string;
	/** Whether its lines are what counts: a file, not a sentence or a command. */
	readonly #isFile: boolean;
	#lineFrom = 0;
	#lineTo = -1;
	/** The end of the last `name: DB_PASS`, whose `value` follows; or -1. */
	#named = -1;

	constructor(text: string) {
		this.#text = text;
		this.#isFile = text.includes('\n');
	}

	/** Where the value of this match is a secret; null where it is none. */
	spanOf(match: RegExpExecArray): Span | null {
		const {option, mark = '', listed, name = '', quote = '', sign = ''} = match.groups ?? {};
		const from = match.index + match[0].length;
		this.#advance(match.index);
		if (option !== undefined) {
			if (!isSecretName(option)) return null;
			return listed === undefined
				? this.#optionSpan(option, mark, from)
				: this.#listedSpan(option, match.index, from);
		}

		const before = this.#text[match.index - 1] ?? '';
		const place: Place = {name, from, index: match.index, quote, before, sign};
		if (name === 'name' || name === 'key') this.#note(from);
		if (!this.#isSecret(place)) return null;
		const span = this.#withoutScheme(this.#valueSpan(place));
		const value = this.#text.slice(span.from, span.to);
		if (isHarmlessValue(name, value) || (isAuth(name) && !isEncodedLogin(value))) return null;
		if (sign !== ':' || quote !== '') return span;
		return this.#isTight(place) ? (tag.test(value) ? null : span) : prose.test(value) ? null : span;
	}

	#advance(index: number): void {
		const text = this.#text;
		while (index > this.#lineTo) {
			this.#lineFrom = this.#lineTo + 1;
			const end = text.indexOf('\n', this.#lineFrom);
			this.#lineTo = end < 0 ? text.length : end;
		}
	}

	/** `a:b` may also be an image with its tag or a part of an address. */
	#isTight({sign, quote, from}: Place): boolean {
		return sign === ':' && quote === '' && !/\s/.test(this.#text[from - 1] ?? '');
	}

	#isSecret(place: Place): boolean {
		const {name, index, before, sign} = place;
		if (sign === '>' && before !== '<') return false;
		if (this.#isTight(place) && (before === '/' || before === ':')) return false;
		if (isSecretName(name) || isAuth(name)) return true;
		return this.#named >= 0 && index - this.#named < maxBetween && /^value$/i.test(name);
	}

	#note(from: number): void {
		const found = matchAt(namedSecret, this.#text, from);
		this.#named = found?.[1] !== undefined && isSecretName(found[1]) ? from + found[0].length : -1;
	}

	#optionSpan(option: string, mark: string, from: number): Span | null {
		const text = this.#text;
		const [whole, opened] = matchAt(opening, text, from) ?? [''];
		const start = from + whole.length;
		const end = opened === undefined ? bareEnd(text, start) : closing(text, start, mark || opened);
		const value = text.slice(start, Math.min(end, start + maxPrefix));
		return value.startsWith('-') || isHarmlessValue(option, value) ? null : {from: start, to: end};
	}

	/** The whole item after that of an option: only in a list of words. */
	#listedSpan(option: string, index: number, from: number): Span | null {
		const isItem =
			index - this.#lineFrom < maxPrefix && itemStart.test(this.#text.slice(this.#lineFrom, index));
		if (!isItem) return null;
		const span = this.#optionSpan(option, '', from);
		if (span === null || span.from > from) return span;
		const [item = ''] = matchAt(restOfLine, this.#text, from) ?? [];
		return {from, to: Math.max(span.to, from + item.length)};
	}

	/** `Bearer` and the like say nothing secret. */
	#withoutScheme({from, to}: Span): Span {
		const after = from + (matchAt(scheme, this.#text, from)?.[0].length ?? 0);
		return {from: after < to ? after : from, to};
	}

	#valueSpan(place: Place): Span {
		const text = this.#text;
		const {name, from, index, quote, before, sign} = place;
		const [whole = '', opened] = matchAt(opening, text, from) ?? [];
		if (opened !== undefined) {
			const start = from + whole.length;
			return {from: start, to: closing(text, start, opened)};
		}

		if (sign === '>') return {from, to: closing(text, from, '<')};
		const end = text[this.#lineTo - 1] === '\r' ? this.#lineTo - 1 : this.#lineTo;
		// In one pair of quotation marks with its name: `-H "Authorization: x"`, `- "DB_PASS=x"`.
		if (quote === '' && (before === '"' || before === "'")) {
			return {from, to: Math.min(closing(text, from, before), end)};
		}

		const first = text.charAt(from);
		if (sign !== '=' && (first === '{' || first === '[')) return {from, to: from};
		const prefix = text.slice(this.#lineFrom, Math.min(index, this.#lineFrom + maxPrefix));
		if (this.#isFile && index - this.#lineFrom < maxPrefix && lineStart.test(prefix)) {
			const isBlock = blockSign.test(text.slice(from, Math.min(end, from + 20)));
			const indent = prefix.length - prefix.trimStart().length;
			return {from, to: isBlock ? blockEnd(text, from, indent) : end};
		}

		if (/cookie$/i.test(name)) return {from, to: cookiesEnd(text, from)};
		const [found = ''] = matchAt(scheme, text, from) ?? [];
		return {from, to: /^(?:digest|aws4)/i.test(found) ? end : bareEnd(text, from + found.length)};
	}
}

/** Blanks what is assigned to the names of secrets. */
export const redactAssignments = (text: string): string => {
	const reader = new Reader(text);
	let shown = '';
	let from = 0;
	assignment.lastIndex = 0;
	for (let match = assignment.exec(text); match; match = assignment.exec(text)) {
		const after = assignment.lastIndex;
		const span = reader.spanOf(match);
		if (span !== null && span.to > span.from) {
			shown += text.slice(from, span.from) + blank;
			from = span.to;
		}

		// `user: password=x`: what follows a name may be a name.
		assignment.lastIndex = Math.max(span?.to ?? 0, after);
	}

	return shown + text.slice(from);
};
