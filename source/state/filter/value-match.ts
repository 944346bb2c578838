import {FilterError} from './fault.js';
import type {Pattern, Place} from './pattern.js';
import type {FilterValue, Operator} from './scan.js';
import {looksLikePattern, parsePattern, type TextMatch} from './text-match.js';

const patternOf = (source: string, at: Place): Pattern => {
	const pattern = parsePattern(source);
	if ('error' in pattern) throw new FilterError(pattern.error, at);
	return pattern;
};

const isPattern = ({type, text}: FilterValue): boolean =>
	type === 'slashes' || (type === 'word' && looksLikePattern(text));

/** Where a value occurs in texts: as a regular expression where it is one. Throws `FilterError`. */
export const patternOfValue = (value: FilterValue, at: Place): Pattern | null =>
	isPattern(value) ? patternOf(value.text, at) : null;

/** Whether a text is, or holds, the value. Throws `FilterError`. */
export const valueMatch = (operator: Operator, value: FilterValue, at: Place): TextMatch => {
	if (operator !== ':') {
		const whole = value.type === 'slashes' ? patternOf(`^(?:${value.text})$`, at) : null;
		const wanted = value.text.toLowerCase();
		const equal: TextMatch = whole ? text => whole.test(text) : text => text.toLowerCase() === wanted;
		return operator === '=' ? equal : text => !equal(text);
	}

	const pattern = patternOfValue(value, at);
	if (pattern) return text => pattern.test(text);
	const needle = value.text.toLowerCase();
	return text => text.toLowerCase().includes(needle);
};
