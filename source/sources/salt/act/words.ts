import {UsageError} from '../../../model/errors.js';
import {parseJson} from '../../../model/json.js';
import {isObject} from '../../../model/json-object.js';
import {asObject} from '../../requests/json-values.js';
import {isJid} from '../wire/frames.js';

const word = /\s+|"((?:[^"\\]|\\.)*)"|'([^']*)'|\\(.)|([[{])|([^\s"'\\[{]+)/gy;

/** Where the JSON value that begins at `from` ends, by its brackets; the text's end if they are not closed. */
const jsonEnd = (text: string, from: number): number => {
	let depth = 0;
	let quoted = false;
	for (let index = from; index < text.length; index++) {
		const character = text[index];
		if (character === '\\') index++;
		else if (character === '"') quoted = !quoted;
		else if (!quoted && (character === '[' || character === '{')) depth++;
		else if (!quoted && (character === ']' || character === '}') && --depth === 0) return index + 1;
	}

	return text.length;
};

/** One word as it was typed: `quoted` ones are texts, whatever they look like. */
type Word = {readonly text: string; readonly quoted: boolean};

/** Splits a line into words as a shell does: blanks between, quotes around; JSON lists and objects stay whole. */
export const splitWords = (line: string): readonly Word[] => {
	const words: Word[] = [];
	let text = '';
	let open = false;
	let quoted = false;
	const close = (): void => {
		if (open) words.push({text, quoted});
		text = '';
		open = false;
		quoted = false;
	};

	word.lastIndex = 0;
	for (let at = 0; at < line.length; ) {
		word.lastIndex = at;
		const found = word.exec(line);
		if (found === null) throw new UsageError(`A quote is not closed: ${line.slice(at)}`);
		const [all, double, single, escaped, bracket, plain] = found;
		at += all.length;
		if (/^\s/.test(all)) close();
		else if (bracket !== undefined) {
			const end = jsonEnd(line, at - 1);
			text += line.slice(at - 1, end);
			at = end;
			open = true;
		} else {
			quoted ||= (double !== undefined || single !== undefined) && !open;
			text += double?.replace(/\\(.)/g, '$1') ?? single ?? escaped ?? plain ?? '';
			open = true;
		}
	}

	close();
	return words;
};

/** A word as the value that it is: numbers, booleans, null, lists and objects as JSON, anything else as text. */
const readWord = ({text, quoted}: Word): unknown => {
	if (quoted) return text;
	const value = parseJson(text);
	// A jid is a text to Salt, though it looks like a number.
	const isNumber = typeof value === 'bigint' || typeof value === 'number';
	const isOddNumber = isNumber && (String(value) !== text || isJid(text));
	if (value === undefined || isOddNumber) return text;
	return value;
};

/**
 * Arguments as they are typed after a function's name, as Salt's own command line reads them: `nginx test=true`,
 * `pillar={"a": 1}`. Throws `UsageError` for a quote that is not closed.
 */
export const parseArguments = (
	line: string,
): {readonly arg: readonly unknown[]; readonly kwarg: Readonly<Record<string, unknown>>} => {
	const arg: unknown[] = [];
	const kwarg: Record<string, unknown> = {};
	for (const each of splitWords(line)) {
		const named = each.quoted ? null : /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(each.text);
		if (named === null) arg.push(readWord(each));
		else kwarg[named[1] ?? ''] = readWord({text: named[2] ?? '', quoted: false});
	}

	return {arg, kwarg};
};

/** A JSON object that was typed; throws `UsageError` for anything else. Nothing typed is an empty one. */
export const parseObject = (text: string): Readonly<Record<string, unknown>> => {
	const value = text.trim() === '' ? {} : parseJson(text);
	if (!isObject(value)) throw new UsageError(`A JSON object is needed, such as {"a": 1}: ${text}`);
	return asObject(value);
};
