import {RE2JS} from 're2js';
import {chainOf} from './chain.js';

/** Where a pattern was found in a text, in UTF-16 units. */
export type Place = {readonly start: number; readonly end: number};

/** A regular expression that matches in linear time. */
export type Pattern = {
	readonly test: (text: string) => boolean;
	/** From left to right, without empty ones. */
	readonly places: (text: string) => Iterable<Place>;
};

/** The parts of an expression that decide how long it may take. */
type Shape = {
	/** `*`, `+`, `?` and `{…}`. */
	readonly quantifiers: number;
	/** A group is repeated: the time may double with each character. */
	readonly repeatsGroup: boolean;
	/** Look-around and back-references: only a backtracking engine supports them. */
	readonly looksAround: boolean;
};

const quantifierAt = /[*+?]|\{\d+,?\d*\}/y;
const lookAt = /\((?:\?<?[=!])/y;

const isAt = (pattern: RegExp, text: string, at: number): boolean => {
	pattern.lastIndex = at;
	return pattern.test(text);
};

/** Reads a valid expression, without its classes and escapes. */
const shapeOf = (source: string): Shape => {
	let quantifiers = 0;
	let repeatsGroup = false;
	let looksAround = false;
	let inClass = false;
	for (let at = 0; at < source.length; at++) {
		const character = source[at];
		if (character === '\\') {
			at++;
			looksAround ||= /[1-9k]/.test(source[at] ?? '');
		} else if (inClass) inClass = character !== ']';
		else if (character === '[') inClass = true;
		else if (character === '(') {
			looksAround ||= isAt(lookAt, source, at);
			if (source[at + 1] === '?') at++;
		} else if (isAt(quantifierAt, source, at)) {
			quantifiers++;
			repeatsGroup ||= source[at - 1] === ')' && character !== '?';
			at = quantifierAt.lastIndex - 1;
			// `*?` is one quantifier.
			if (source[at + 1] === '?') at++;
		}
	}

	return {quantifiers, repeatsGroup, looksAround};
};

// With one repetition a backtracking engine takes at most the square of the length.
const maxTried = 1000;

const builtIn = (pattern: RegExp, max = Number.POSITIVE_INFINITY): Pattern => {
	const everywhere = new RegExp(pattern.source, `${pattern.flags}g`);
	const tried = (text: string): string => (text.length > max ? text.slice(0, max) : text);
	return {
		test: text => pattern.test(tried(text)),
		*places(text) {
			for (const {0: found, index} of tried(text).matchAll(everywhere)) {
				if (found !== '') yield {start: index, end: index + found.length};
			}
		},
	};
};

const linear = (source: string): Pattern => {
	const flags = RE2JS.CASE_INSENSITIVE | RE2JS.MULTILINE | RE2JS.DOTALL;
	const pattern = RE2JS.compile(RE2JS.translateRegExp(source), flags);
	return {
		// An automaton: ten times as fast as looking for where it is.
		test: text => pattern.test(text),
		*places(text) {
			const matcher = pattern.matcher(text);
			while (matcher.find()) {
				if (matcher.end() > matcher.start()) yield {start: matcher.start(), end: matcher.end()};
			}
		},
	};
};

const failure = (error: unknown): {readonly error: string} => {
	const reason = (error instanceof Error ? error.message : String(error)).split(': ').at(-1);
	return {error: `not a regular expression (${reason?.toLowerCase()}); quote it`};
};

/**
 * Compiles a regular expression that ignores case, in which `^` and `$` are the ends of a line and `.` is any
 * character; or says what is wrong with it. Simple ones use the engine of JavaScript, also piece by piece; those that
 * could take long use RE2, which is loaded when first needed.
 */
export const compilePattern = (source: string): Pattern | {readonly error: string} => {
	try {
		const pattern = new RegExp(source, 'ims');
		const {quantifiers, repeatsGroup, looksAround} = shapeOf(source);
		if (quantifiers === 0) return builtIn(pattern);
		if (looksAround) {
			if (!repeatsGroup) return builtIn(pattern, maxTried);
			return {error: 'a group cannot be repeated beside look-around or back-references; quote it'};
		}

		if (quantifiers > 1 || repeatsGroup) {
			const whole = linear(source);
			return {...whole, test: chainOf(source) ?? whole.test};
		}

		const quick = builtIn(pattern);
		let safe: Pattern | null = null;
		const pick = (text: string): Pattern => {
			if (text.length <= maxTried) return quick;
			safe ??= linear(source);
			return safe;
		};
		return {test: text => pick(text).test(text), places: text => pick(text).places(text)};
	} catch (error) {
		return failure(error);
	}
};
