import {latePattern} from '../../model/late-pattern.js';
import type {Fault} from './fault.js';
import {type Requirement, readSelector} from './label-selector.js';
import type {Place} from './pattern.js';

/** A value to look for: as it stands, or by a regular expression between slashes or with signs that make it one. */
export type FilterValue = {
	readonly type: 'word' | 'quoted' | 'slashes';
	/** Without quotes or slashes. */
	readonly text: string;
};

/** How a field is compared with its value. */
export type Operator = ':' | '=' | '!=' | '<' | '<=' | '>' | '>=';

/** One piece of a filter expression, with its place in the text. */
export type FilterToken = Place &
	(
		| {readonly type: '(' | ')' | '!' | 'and' | 'or' | 'not'}
		| {readonly type: 'value' | 'fuzzy'; readonly value: FilterValue}
		| {readonly type: 'labels'; readonly requirements: readonly Requirement[]}
		| {
				readonly type: 'field';
				readonly name: string;
				readonly operator: Operator;
				readonly value: FilterValue;
				/** Where its value begins. */
				readonly valueStart: number;
		  }
	);

const isSpace = (character: string | undefined): boolean => character !== undefined && /\s/.test(character);
const endsTerm = (character: string | undefined): boolean =>
	character === undefined || character === ')' || isSpace(character);

/** End of a word: at white space or a parenthesis that was not opened in it; `[…]` and `(…)` may hold both. */
const wordEnd = (text: string, start: number): number => {
	let depth = 0;
	let inClass = false;
	let index = start;
	for (; index < text.length; index++) {
		const character = text[index];
		if (character === '\\') index++;
		else if (inClass) inClass = character !== ']';
		else if (character === '[') inClass = true;
		else if (character === '(') depth++;
		else if (character === ')' && depth-- === 0) break;
		else if (depth === 0 && isSpace(character)) break;
	}

	return Math.min(index, text.length);
};

/** Whether the parenthesis here is part of a regular expression, as in `(web|api)-1`, and groups no terms. */
const startsPattern = (text: string, start: number): boolean => {
	if (text[start + 1] === '?') return true;
	let depth = 0;
	for (let index = start; index < text.length; index++) {
		const character = text[index];
		if (character === '"') {
			const close = text.indexOf('"', index + 1);
			if (close === -1) return false;
			index = close;
		} else if (character === '(') depth++;
		else if (character === ')' && --depth === 0) return !endsTerm(text[index + 1]);
	}

	return false;
};

const slashes = /\/((?:[^/\\]|\\.|\/(?![\s)]|$))+)\/(?=[\s)]|$)/sy;

type Scanned = {readonly value: FilterValue; readonly end: number};

const scanValue = (text: string, start: number): Scanned | Fault => {
	const first = text[start];
	if (first === '"' || first === "'") {
		const close = text.indexOf(first, start + 1);
		if (close === -1) return {error: `the quote ${first} is not closed`, start, end: text.length};
		return {value: {type: 'quoted', text: text.slice(start + 1, close)}, end: close + 1};
	}

	slashes.lastIndex = start;
	const pattern = slashes.exec(text)?.[1];
	if (pattern !== undefined) return {value: {type: 'slashes', text: pattern}, end: slashes.lastIndex};
	const end = wordEnd(text, start);
	return {value: {type: 'word', text: text.slice(start, end)}, end};
};

// A name ends in no sign, so that `->` and `--key=value` stay text.
const fieldStart = latePattern(() => /(\p{L}(?:[\p{L}\p{N}_.%-]*[\p{L}\p{N}_%])?)(!=|<=|>=|==|[:=<>])/uy);
const labelsStart = /-l(?=\s|$)\s*|labels?:/iy;

const operators: ReadonlyMap<string, Operator> = new Map<string, Operator>([
	[':', ':'],
	['=', '='],
	['==', '='],
	['!=', '!='],
	['<', '<'],
	['<=', '<='],
	['>', '>'],
	['>=', '>='],
]);

const scanLabels = (text: string, start: number): FilterToken | Fault | null => {
	labelsStart.lastIndex = start;
	if (!labelsStart.test(text)) return null;
	const read = readSelector(text, labelsStart.lastIndex);
	if ('error' in read) return read;
	const {value: requirements, end} = read;
	if (!endsTerm(text[end])) return {error: 'this cannot follow a label', start: end, end: end + 1};
	return {type: 'labels', start, end, requirements};
};

const scanField = (text: string, start: number): FilterToken | Fault | null => {
	const form = fieldStart();
	form.lastIndex = start;
	const [prefix, name, sign] = form.exec(text) ?? [];
	const operator = operators.get(sign ?? '');
	if (prefix === undefined || name === undefined || operator === undefined) return null;
	const valueStart = start + prefix.length;
	const scanned = scanValue(text, valueStart);
	if ('error' in scanned) return scanned;
	const {value, end} = scanned;
	return {type: 'field', start, end, name: name.toLowerCase(), operator, value, valueStart};
};

const scanTerm = (text: string, start: number): FilterToken | Fault => {
	const special = scanLabels(text, start) ?? scanField(text, start);
	if (special) return special;
	const isFuzzy = text[start] === '~';
	const scanned = scanValue(text, start + Number(isFuzzy));
	if ('error' in scanned) return scanned;
	const {value, end} = scanned;
	if (isFuzzy) return {type: 'fuzzy', start, end, value};
	const word = value.type === 'word' ? value.text.toLowerCase() : '';
	if (word === 'and' || word === 'or' || word === 'not') return {type: word, start, end};
	return {type: 'value', start, end, value};
};

/** Maximum nesting of groups, more than a person writes: the parser recurses as deeply. */
const deepest = 100;

const signAt = (text: string, index: number): '!' | '(' | ')' | null => {
	const character = text[index];
	if (character === '!' || character === ')') return character;
	return character === '(' && !startsPattern(text, index) ? character : null;
};

/** Splits a filter expression into tokens, or says what is wrong with it. */
export const scanFilter = (text: string): readonly FilterToken[] | Fault => {
	const tokens: FilterToken[] = [];
	let depth = 0;
	for (let index = 0; index < text.length; ) {
		if (isSpace(text[index])) {
			index++;
			continue;
		}

		const sign = signAt(text, index);
		const token = sign ? {type: sign, start: index, end: index + 1} : scanTerm(text, index);
		if ('error' in token) return token;
		if (sign === '(') depth++;
		if (sign === ')') depth--;
		if (depth > deepest) return {error: 'too many parentheses', start: index, end: token.end};
		tokens.push(token);
		index = token.end;
	}

	return tokens;
};
