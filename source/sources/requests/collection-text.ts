import {setImmediate} from 'node:timers/promises';
import {endOfString, parseJson} from '../../model/json.js';
import {isObject, type JsonObject} from '../../model/json-object.js';

/** So much is parsed and made into rows in one go, so that keys never wait for a listing: some 35 pods. */
const sliceCharacters = 64 * 1024;

const quote = 0x22;

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
			if (depth === 1) previous = text.slice(at + 1, end);
			at = end;
		} else if (opens(code)) {
			if (depth === 1 && code === 0x5b && previous === name) return at + 1;
			depth++;
		} else if (closes(code)) depth--;
	}

	return -1;
};

/** Where the list that `from` stands in ends: the place of its bracket, or -1. */
const listEnd = (text: string, from: number): number => {
	let depth = 0;
	for (let at = from; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code === quote) {
			at = endOfString(text, at);
		} else if (opens(code)) depth++;
		else if (closes(code) && depth-- === 0) return at;
	}

	return -1;
};

/**
 * Where items may be parted, with enough to parse in between: the commas before what begins as the first item does. No
 * string holds such a beginning, as quotes in strings are escaped; but an item may have parts that begin like it.
 */
const likelyCuts = (text: string, start: number): readonly number[] => {
	const beginning = /^\{"[^"\\]*":/.exec(text.slice(start, start + 100))?.[0];
	const cuts: number[] = [];
	if (beginning === undefined) return cuts;
	for (let from = start; ; ) {
		const at = text.indexOf(`},${beginning}`, from + sliceCharacters);
		if (at === -1) return cuts;
		cuts.push(at + 1);
		from = at + 2;
	}
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
	const cuts = likelyCuts(text, start);
	// The list may be followed by more fields, and they come first.
	const end = listEnd(text, (cuts.at(-1) ?? start - 1) + 1);
	const head = parseJson(text.slice(0, start) + text.slice(end));
	if (end === -1 || !isObject(head)) return takeWhole(text, name, take);
	take.head(head);
	let from = start;
	let fewest = 0;
	for (const cut of [...cuts, end]) {
		if (cut - from < fewest && cut !== end) continue;
		await setImmediate();
		signal.throwIfAborted();
		const items = parseJson(`[${text.slice(from, cut)}]`);
		if (Array.isArray(items)) {
			take.items(items);
			from = cut + 1;
			fewest = 0;
		}
		// The cut is within an item: twice as much is read, so that a long one is not read again and again.
		else fewest = 2 * (cut - from);
	}

	return from > end;
};
