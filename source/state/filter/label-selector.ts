import {type Labels, labelOf} from '../../model/labels.js';
import {latePattern} from '../../model/late-pattern.js';
import type {Fault} from './fault.js';

/** A requirement on a label: one of these values, none of them, present, or absent. */
export type Requirement = {
	readonly key: string;
	readonly operator: 'in' | 'notin' | 'exists' | 'absent';
	readonly values: readonly string[];
};

const keyForm = latePattern(() => /[\p{L}\p{N}](?:[\p{L}\p{N}_./:-]*[\p{L}\p{N}_])?/uy);
const setOperator = /\s+(in|notin)\s*\(/y;
const equality = /(==|!=|=)/y;
const plainValue = /[^\s,()"']*/y;
const comma = /\s*,\s*/y;

const take = (form: RegExp, text: string, at: number): RegExpExecArray | null => {
	form.lastIndex = at;
	return form.exec(text);
};

type Read<Value> = {readonly value: Value; readonly end: number} | Fault;

const readValue = (text: string, at: number): Read<string> => {
	const quote = text[at];
	if (quote !== '"' && quote !== "'") {
		const value = take(plainValue, text, at)?.[0] ?? '';
		return {value, end: at + value.length};
	}

	const close = text.indexOf(quote, at + 1);
	if (close === -1) return {error: `the quote ${quote} is not closed`, start: at, end: text.length};
	return {value: text.slice(at + 1, close), end: close + 1};
};

const readValues = (text: string, at: number): Read<readonly string[]> => {
	const values: string[] = [];
	for (let end = at; ; ) {
		while (text[end] === ' ') end++;
		const read = readValue(text, end);
		if ('error' in read) return read;
		values.push(read.value);
		end = read.end;
		while (text[end] === ' ') end++;
		if (text[end] === ')') return {value: values, end: end + 1};
		if (text[end] !== ',') return {error: 'a ) is missing', start: end, end: end + 1};
		end++;
	}
};

const readRequirement = (text: string, start: number): Read<Requirement> => {
	const isAbsent = text[start] === '!';
	const keyAt = start + Number(isAbsent);
	const key = take(keyForm(), text, keyAt)?.[0];
	if (key === undefined) {
		return {error: 'a label is missing here, such as app=web', start, end: Math.max(start + 1, keyAt)};
	}

	const at = keyAt + key.length;
	if (isAbsent) return {value: {key, operator: 'absent', values: []}, end: at};
	const set = take(setOperator, text, at);
	if (set) {
		const read = readValues(text, at + set[0].length);
		if ('error' in read) return read;
		return {value: {key, operator: set[1] === 'in' ? 'in' : 'notin', values: read.value}, end: read.end};
	}

	const sign = take(equality, text, at)?.[0];
	if (sign === undefined) return {value: {key, operator: 'exists', values: []}, end: at};
	const read = readValue(text, at + sign.length);
	if ('error' in read) return read;
	return {value: {key, operator: sign === '!=' ? 'notin' : 'in', values: [read.value]}, end: read.end};
};

/**
 * Reads a label selector as Kubernetes has it, from `start` on: `app=web,tier!=db`, `env in (a, b)`, `app`, `!app`; values
 * may be quoted. It ends where no comma follows.
 */
export const readSelector = (text: string, start: number): Read<readonly Requirement[]> => {
	const requirements: Requirement[] = [];
	for (let at = start; ; ) {
		const read = readRequirement(text, at);
		if ('error' in read) return read;
		requirements.push(read.value);
		const separator = take(comma, text, read.end);
		if (!separator) return {value: requirements, end: read.end};
		at = read.end + separator[0].length;
	}
};

/** Whether labels meet a requirement. As in Kubernetes, a missing label has none of the values. */
export const meets = (labels: Labels, {key, operator, values}: Requirement): boolean => {
	const value = labelOf(labels, key);
	if (operator === 'exists' || operator === 'absent') return (value !== null) === (operator === 'exists');
	return (value !== null && values.includes(value)) === (operator === 'in');
};
