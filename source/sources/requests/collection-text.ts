import {setImmediate} from 'node:timers/promises';
import {parseJson} from '../../model/json.js';
import {isObject, type JsonObject} from '../../model/json-object.js';

/** So much is parsed in one go: a few milliseconds of work, so that keys never wait for a listing. */
const sliceCharacters = 256 * 1024;

/** So many slices are looked through in one go, which costs far less than to parse them. */
const scansAtOnce = 16;

const quote = 0x22;
const backslash = 0x5c;

/** Where the string that begins at `from` ends: the place of its last quote, or -1. */
const endOfString = (text: string, from: number): number => {
	for (let end = text.indexOf('"', from + 1); end !== -1; end = text.indexOf('"', end + 1)) {
		let before = end - 1;
		while (text.charCodeAt(before) === backslash) before--;
		if ((end - before) % 2 === 1) return end;
	}

	return -1;
};

const opens = (code: number): boolean => code === 0x7b || code === 0x5b;
const closes = (code: number): boolean => code === 0x7d || code === 0x5d;

/** Where the list of this name begins in the outermost object, just after its bracket; -1 where there is none. */
const listStart = (text: string, name: string): number => {
	let depth = 0;
	let previous = '';
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code === quote) {
			const end = endOfString(text, at);
			if (end === -1) return -1;
			if (depth === 1) previous = text.slice(at + 1, end);
			at = end;
		} else if (opens(code)) {
			if (depth === 1 && code === 0x5b && previous === name) return at + 1;
			depth++;
		} else if (closes(code)) depth--;
	}

	return -1;
};

/** Where to cut next: the end of an item, once there is enough to parse, or of the whole list. -1: it has no end. */
const nextCut = (text: string, from: number): {readonly end: number; readonly isLast: boolean} => {
	let depth = 0;
	for (let at = from; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code === quote) {
			at = endOfString(text, at);
			if (at === -1) break;
		} else if (opens(code)) depth++;
		else if (closes(code)) {
			if (depth === 0) return {end: at, isLast: true};
			depth--;
		} else if (code === 0x2c && depth === 0 && at - from >= sliceCharacters) return {end: at, isLast: false};
	}

	return {end: -1, isLast: true};
};

/** What a collection is but for its items. */
type Take = {
	/** Everything but the list, before any of its items. */
	readonly head: (body: JsonObject) => void;
	readonly items: (items: readonly unknown[]) => void;
};

const takeWhole = (text: string, name: string, take: Take): boolean => {
	const body = parseJson(text);
	if (!isObject(body)) return false;
	const items = body[name];
	take.head(Array.isArray(items) ? {...body, [name]: []} : body);
	if (Array.isArray(items)) take.items(items);
	return true;
};

/**
 * Reads a collection of any length slice by slice, and lets keys and frames in between. False where the text is not a
 * JSON object. Rejects with the reason of an abort.
 *
 * @param name of the list in it: `data`, `items`
 */
export const readCollection = async (
	text: string,
	name: string,
	take: Take,
	signal: AbortSignal,
): Promise<boolean> => {
	const start = text.length <= sliceCharacters ? -1 : listStart(text, name);
	if (start === -1) return takeWhole(text, name, take);
	// The list as it was sent may be followed by more fields: found by reading over its items, so they come first.
	const slices: {readonly from: number; readonly end: number}[] = [];
	for (let from = start, isLast = false; !isLast; ) {
		const cut = nextCut(text, from);
		if (cut.end === -1) return takeWhole(text, name, take);
		slices.push({from, end: cut.end});
		if (slices.length % scansAtOnce === 0) await setImmediate();
		({isLast} = cut);
		from = cut.end + 1;
	}

	const head = parseJson(text.slice(0, start) + text.slice(slices.at(-1)?.end));
	if (!isObject(head)) return false;
	take.head(head);
	for (const {from, end} of slices) {
		await setImmediate();
		signal.throwIfAborted();
		const items = parseJson(`[${text.slice(from, end)}]`);
		if (!Array.isArray(items)) return false;
		take.items(items);
	}

	return true;
};
