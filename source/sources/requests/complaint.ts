import type {JsonObject} from '../../model/json-object.js';
import {redactMessageStart} from '../../secrets/text.js';
import {maxErrorCharacters} from '../../transport/html.js';
import {mapOf, textOf} from './json-fields.js';

/** What an error answer says. */
export type Complaint = {
	/** The server's own code (`NotFound`, `ActionNotAvailable`), or ''. */
	readonly code: string;
	/** In one line; '' where it says nothing. */
	readonly message: string;
};

/** One way in which a server writes errors as JSON. */
export type ErrorShape = {
	/** Whether a body is of this shape; any is if omitted. */
	readonly isOf?: (body: JsonObject) => boolean;
	/** The field with the code, or that of an object in a field: `['Code', 'Code']`. */
	readonly code: readonly [string] | readonly [string, string];
	/** The fields with words, in the order in which they are said. */
	readonly words: readonly string[];
	/** Sentences elsewhere in the body, said after those. */
	readonly more?: (body: JsonObject) => readonly string[];
};

// A container runtime says the same of IPv4 and IPv6 (test/fixtures/rancher2/more/portforward-bytes-v4-refused.txt).
const maxMessage = 1000;

/** A text in one line of bounded length, without secrets. */
export const oneLine = (text: string): string =>
	redactMessageStart(text.slice(0, maxErrorCharacters).replace(/\s+/g, ' ').trim(), maxMessage);

/** Joins what is there, without saying anything twice. */
const joined = (parts: readonly (string | null)[]): string => {
	const words: string[] = [];
	for (const part of parts) if (part && !words.some(other => other.includes(part))) words.push(part);
	return oneLine(
		words.reduce((text, word) => `${text}${text.endsWith('.') ? '' : ':'} ${word}`, '').slice(2),
	);
};

const codeIn = (body: JsonObject, [field, inner]: ErrorShape['code']): string =>
	(inner === undefined ? textOf(body, field) : textOf(mapOf(body, field), inner)) ?? '';

/** Reads the JSON object of an error answer, by the first of the shapes that it is of. */
export const complaintIn = (body: JsonObject, shapes: readonly ErrorShape[]): Complaint => {
	const shape = shapes.find(({isOf}) => isOf?.(body) ?? true);
	if (!shape) return {code: '', message: ''};
	const code = codeIn(body, shape.code);
	return {
		code,
		message: joined([...shape.words.map(name => textOf(body, name)), ...(shape.more?.(body) ?? [])]) || code,
	};
};
