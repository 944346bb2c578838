import {countText} from './count-text.js';
import {isObject, type JsonObject} from './json-object.js';
import {wordStart} from './text-end.js';

/**
 * The first characters of a text, and how many more there are. Joining makes a copy, so that the whole text is not
 * kept in memory.
 */
const cutAt = (text: string, kept: string): string =>
	[kept, `… (${countText(text.length - kept.length, 'more character')})`].join('');

/** The beginning of a text of any length, with how much was cut; at most `max` characters and that note. */
export const boundedText = (text: string, max: number): string => {
	if (text.length <= max) return text;
	const isPairCut = (text.charCodeAt(max - 1) & 0xfc_00) === 0xd8_00;
	return cutAt(text, text.slice(0, isPairCut ? max - 1 : max));
};

/** The same in whole words: half an address or password would not be recognised as one. */
const boundedWords = (text: string, max: number): string => {
	if (text.length <= max) return text;
	const start = text.slice(0, max);
	return cutAt(text, start.slice(0, wordStart(start)).trimEnd());
};

/** How many characters may still be taken. */
type Left = {characters: number};

/** Deeper values are not looked at. */
const maxDepth = 100;

const cut = (value: unknown, left: Left, depth = 0): unknown => {
	if (typeof value === 'string') {
		const max = Math.max(0, left.characters);
		left.characters -= value.length;
		return boundedWords(value, max);
	}

	if (typeof value === 'object' && value !== null && depth > maxDepth) return '… (nested too deeply)';
	if (Array.isArray(value)) return cutList(value, left, depth + 1);
	if (isObject(value)) return cutFields(value, left, depth + 1);
	left.characters -= 8;
	return value;
};

const cutList = (list: readonly unknown[], left: Left, depth: number): unknown[] => {
	const items: unknown[] = [];
	for (const item of list) {
		if (left.characters <= 0) return [...items, `… (${list.length - items.length} more)`];
		left.characters -= 2;
		items.push(cut(item, left, depth));
	}

	return items;
};

const cutFields = (fields: JsonObject, left: Left, depth: number): JsonObject => {
	const names = Object.keys(fields);
	const kept: Record<string, unknown> = {};
	for (const [index, name] of names.entries()) {
		if (left.characters <= 0) return {...kept, '…': `${names.length - index} more`};
		left.characters -= name.length + 2;
		kept[name] = cut(fields[name], left, depth);
	}

	return kept;
};

/** The beginning of a JSON value of any size, about `max` characters in whole words, with how much is omitted. */
export const boundedValue = (value: unknown, max: number): unknown => cut(value, {characters: max});
