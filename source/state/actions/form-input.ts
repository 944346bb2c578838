import type {Field} from '../../model/action.js';
import {countText} from '../../model/count-text.js';
import {parseJson} from '../../model/json.js';

/** The typed values of a form, or the first field that is wrong and why. */
type FormInput =
	| {readonly input: Readonly<Record<string, unknown>>}
	| {readonly field: number; readonly error: string};

type Parsed = {readonly value: unknown} | {readonly error: string};

const parseNumber = (field: Field, text: string): Parsed => {
	const value = Number(text);
	if (!Number.isFinite(value)) return {error: `'${text}' is not a number`};
	const isInteger = /^[-+]?\d+$/.test(text);
	if (field.type === 'integer' && !isInteger && !Number.isSafeInteger(value))
		return {error: `'${text}' is not a whole number`};
	if (field.minimum !== null && value < field.minimum) return {error: `at least ${field.minimum}`};
	if (field.maximum !== null && value > field.maximum) return {error: `at most ${field.maximum}`};
	return {value: isInteger && !Number.isSafeInteger(value) ? BigInt(text) : value};
};

const parseTypedJson = (text: string): Parsed => {
	try {
		JSON.parse(text);
		return {value: parseJson(text)};
	} catch (error) {
		return {error: `not JSON: ${error instanceof Error ? error.message : String(error)}`};
	}
};

/** Whether a text consists of these characters; null if none are given, or not as a JavaScript pattern. */
const isOf = (text: string, characters: string | null | undefined): boolean | null => {
	if (!characters) return null;
	try {
		return new RegExp(`^[${characters}]*$`).test(text);
	} catch (error) {
		if (error instanceof SyntaxError) return null;
		throw error;
	}
};

const parseCharacters = (field: Field, text: string): Parsed => {
	const {validCharacters, invalidCharacters} = field;
	if (isOf(text, validCharacters) === false) return {error: `only characters of '${validCharacters}'`};
	if (isOf(text, invalidCharacters) === true) return {error: `not only characters of '${invalidCharacters}'`};
	return {value: text};
};

const parseLength = (field: Field, text: string): Parsed => {
	const {minimumLength, maximumLength} = field;
	if (typeof minimumLength === 'number' && text.length < minimumLength)
		return {error: `at least ${countText(minimumLength, 'character')}, not ${text.length}`};
	if (typeof maximumLength === 'number' && text.length > maximumLength)
		return {error: `at most ${countText(maximumLength, 'character')}, not ${text.length}`};
	return parseCharacters(field, text);
};

const parseText = (field: Field, text: string): Parsed => {
	switch (field.type) {
		case 'integer':
		case 'number':
			return parseNumber(field, text.trim());
		case 'boolean':
			return text === 'true' || text === 'false' ? {value: text === 'true'} : {error: 'true or false'};
		case 'choice':
			return field.options.includes(text) ? {value: text} : {error: `one of ${field.options.join(', ')}`};
		case 'json':
			return parseTypedJson(text);
		case 'reference':
			return {value: text.trim()};
		default:
			return parseLength(field, text);
	}
};

// A text that was cleared is sent as empty; one that was empty before is left to the server.
const isOmitted = (field: Field, text: string): boolean =>
	text.trim() === '' && (field.nullable || field.initial === '' || field.type !== 'text');

/** Converts the texts of a form to typed values, checking type, requirement and bounds; omits empty fields. */
export const inputOf = (fields: readonly Field[], values: Readonly<Record<string, string>>): FormInput => {
	const input: Record<string, unknown> = {};
	for (const [index, field] of fields.entries()) {
		const text = values[field.name] ?? '';
		if (text.trim() === '' && field.required && !field.nullable) {
			return {field: index, error: `${field.title} is required`};
		}

		if (isOmitted(field, text)) continue;
		const parsed = parseText(field, text);
		if ('error' in parsed) return {field: index, error: `${field.title}: ${parsed.error}`};
		input[field.name] = parsed.value;
	}

	return {input};
};
