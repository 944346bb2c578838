import {setImmediate} from 'node:timers/promises';
import {endOfString, parseJson} from '../../model/json.js';
import {isObject, type JsonObject} from '../../model/json-object.js';

/** So much is parsed and made into rows in one go, so that keys never wait for a listing: some 35 pods. */
const sliceCharacters = 64 * 1024;

/** At so many places the items are tried to be parted before more text is waited for. */
const maxTries = 4;

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

/** Where the list that the text begins in ends: the place of its bracket, or -1. */
const listEnd = (text: string): number => {
	let depth = 0;
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code === quote) {
			at = endOfString(text, at);
		} else if (opens(code)) depth++;
		else if (closes(code) && depth-- === 0) return at;
	}

	return -1;
};

/** What a collection is but for its items. */
type Take = {
	/**
	 * Whether what stands before the list is enough to take its items by. If not, they are taken once all has come: a proxy
	 * may have put the fields in another order.
	 */
	readonly isEnough: (head: JsonObject) => boolean;
	/** What stands before the list, before any of its items: all there is where the text is short, or that is not enough. */
	readonly head: (body: JsonObject) => void;
	/** `characters`: how long their text was. */
	readonly items: (items: readonly unknown[], characters: number) => void;
};

const takeWhole = (text: string, name: string, take: Take): boolean => {
	const body = parseJson(text);
	if (!isObject(body)) return false;
	const items = body[name];
	take.head(Array.isArray(items) ? {...body, [name]: []} : body);
	take.items(Array.isArray(items) ? items : [], text.length);
	return true;
};

/** Takes the items of a list as their text comes. */
class ListReader {
	readonly #name: string;
	readonly #take: Take;
	/** What is not taken yet. */
	#text = '';
	/** The text up to the first item; null before that came. */
	#head: string | null = null;
	/** What stands between two items, as the first begins; null where they cannot be parted. */
	#border: string | null = null;
	/** Nothing is tried before so much has come; infinite where only the whole is taken. */
	#next = sliceCharacters;

	constructor(name: string, take: Take) {
		this.#name = name;
		this.#take = take;
	}

	add(part: string): void {
		this.#text += part;
		if (this.#text.length < this.#next) return;
		// Twice as much next time, so that a long text is not looked at again and again.
		const isTaken = this.#takeHead() && this.#takeItems();
		if (this.#next < Number.POSITIVE_INFINITY) this.#next = isTaken ? sliceCharacters : 2 * this.#text.length;
	}

	/** All has come. False where it was not a JSON object. */
	end(): boolean {
		const text = this.#text;
		if (this.#head === null) return takeWhole(text, this.#name, this.#take);
		const end = listEnd(text);
		// Fields may follow. They only have to be well-formed.
		if (end === -1 || !isObject(parseJson(this.#head + text.slice(end)))) return false;
		return this.#parse(end);
	}

	#takeHead(): boolean {
		if (this.#head !== null) return true;
		const start = listStart(this.#text, this.#name);
		const head = start === -1 ? null : parseJson(`${this.#text.slice(0, start)}]}`);
		if (!isObject(head)) return false;
		if (!this.#take.isEnough(head)) {
			this.#next = Number.POSITIVE_INFINITY;
			return false;
		}

		this.#take.head(head);
		this.#head = this.#text.slice(0, start);
		this.#text = this.#text.slice(start);
		const beginning = /^\{"[^"\\]*":/.exec(this.#text.slice(0, 100))?.[0];
		this.#border = beginning === undefined ? null : `},${beginning}`;
		return true;
	}

	/**
	 * Takes all items but the last. They end before what begins as the first item does: no string holds such a
	 * beginning, as quotes in strings are escaped; but an item may have parts that begin like it.
	 */
	#takeItems(): boolean {
		let cut = this.#text.length;
		for (let tries = 0; tries < maxTries && this.#border !== null && cut > 0; tries++) {
			cut = this.#text.lastIndexOf(this.#border, cut - 1);
			if (cut === -1) return false;
			if (!this.#parse(cut + 1)) continue;
			this.#text = this.#text.slice(cut + 2);
			return true;
		}

		return false;
	}

	#parse(end: number): boolean {
		const items = parseJson(`[${this.#text.slice(0, end)}]`);
		if (!Array.isArray(items)) return false;
		this.#take.items(items, end);
		return true;
	}
}

/**
 * Reads a collection of any length as its text comes, and lets keys and frames in between. False where the text is not a
 * JSON object: then some of its items may have been taken. Rejects with the reason of an abort, and with the parts.
 *
 * @param name of the list in it: `data`, `items`
 */
export const readCollection = async (
	parts: AsyncIterable<string>,
	name: string,
	take: Take,
	signal: AbortSignal,
): Promise<boolean> => {
	const reader = new ListReader(name, take);
	for await (const part of parts) {
		for (let from = 0; from < part.length; from += sliceCharacters) {
			signal.throwIfAborted();
			reader.add(part.slice(from, from + sliceCharacters));
			await setImmediate();
		}
	}

	signal.throwIfAborted();
	return reader.end();
};
