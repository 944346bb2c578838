import {isObject} from '../../../model/json-object.js';
import {wordStart} from '../../../model/text-end.js';
import type {Fields} from './frames.js';
import {redact} from './redact.js';

/** So much of an answer is shown: more than anybody reads. A runner can answer with many megabytes. */
export const mostCharacters = 200_000;

type Left = {characters: number};

/** Whole words only: half an address or password would not be known for what it is. */
const cutText = (text: string, most: number): string => {
	const start = text.slice(0, most);
	const kept = start.slice(0, wordStart(start)).trimEnd();
	return `${kept}… (${text.length - kept.length} more characters)`;
};

/** What is deeper is not looked at. */
const deepest = 100;

const cut = (value: unknown, left: Left, depth = 0): unknown => {
	if (typeof value === 'string') {
		const most = Math.max(0, left.characters);
		left.characters -= value.length;
		return value.length > most ? cutText(value, most) : value;
	}

	if (typeof value === 'object' && value !== null && depth > deepest) return '… (nested too deeply)';
	if (Array.isArray(value)) {
		const items: unknown[] = [];
		for (const item of value) {
			if (left.characters <= 0) return [...items, `… (${value.length - items.length} more)`];
			left.characters -= 2;
			items.push(cut(item, left, depth + 1));
		}

		return items;
	}

	if (isObject(value)) return cutFields(value, left, depth + 1);
	left.characters -= 8;
	return value;
};

const cutFields = (fields: Fields, left: Left, depth: number): Fields => {
	const names = Object.keys(fields);
	const kept: Record<string, unknown> = {};
	for (const [index, name] of names.entries()) {
		if (left.characters <= 0) return {...kept, '…': `${names.length - index} more`};
		left.characters -= name.length + 2;
		kept[name] = cut(fields[name], left, depth);
	}

	return kept;
};

/** A copy without secrets of a value of any size: the beginning of it, about `most` characters, and how much is left out. */
export const excerpt = (value: unknown, most = mostCharacters): unknown =>
	redact(cut(value, {characters: most}));

/** True for a value of which one line tells but a part. */
export const isLong = (value: unknown): boolean => {
	if (typeof value === 'string') return value.length > 100 || value.trim().includes('\n');
	if (Array.isArray(value)) return value.length > 0;
	return isObject(value) && Object.keys(value).length > 0;
};
