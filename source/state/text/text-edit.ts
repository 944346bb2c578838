import {withoutEnd, wordStart} from '../../model/text-end.js';

/** A line being edited, with the position of the cursor in UTF-16 units. */
export type Line = {readonly text: string; readonly caret: number};

// One visible character can be a dozen UTF-16 units.
const segmenter = new Intl.Segmenter(undefined, {granularity: 'grapheme'});

// No character is longer; the segmenter is slow on long texts.
const maxUnits = 128;

const lengthOfLast = (text: string): number =>
	[...segmenter.segment(text.slice(-maxUnits))].at(-1)?.segment.length ?? 0;
const lengthOfFirst = (text: string): number =>
	[...segmenter.segment(text.slice(0, maxUnits))][0]?.segment.length ?? 0;

/** Inserts text at the cursor; line breaks (of a paste) become spaces. */
export const insert = ({text, caret}: Line, added: string): Line => {
	const flat = added
		.replace(/\s+/g, blanks => (/[\r\n]/.test(blanks) ? ' ' : blanks))
		.replace(/\p{Cc}/gu, '');
	return {text: text.slice(0, caret) + flat + text.slice(caret), caret: caret + flat.length};
};

/**
 * As `insert`, but keeps the line breaks and tabs of a paste of several lines. A single line loses the break at its
 * end, which comes from how it was selected.
 */
export const insertLines = ({text, caret}: Line, added: string): Line => {
	const lines = added.replace(/\r\n?/g, '\n').replace(/(?![\n\t])\p{Cc}/gu, '');
	const isOne = !text.includes('\n') && !lines.trimEnd().includes('\n');
	const kept = isOne ? withoutEnd(lines, '\n') : lines;
	return {text: text.slice(0, caret) + kept + text.slice(caret), caret: caret + kept.length};
};

const cut = ({text, caret}: Line, start: number, end: number): Line =>
	start === end ? {text, caret} : {text: text.slice(0, start) + text.slice(end), caret: start};

/** The editing commands of prompts and form fields, by name. */
export const edits = {
	erase: (line: Line): Line =>
		cut(line, line.caret - lengthOfLast(line.text.slice(0, line.caret)), line.caret),
	'erase-right': (line: Line): Line =>
		cut(line, line.caret, line.caret + lengthOfFirst(line.text.slice(line.caret))),
	'erase-word': (line: Line): Line => {
		return cut(line, wordStart(line.text.slice(0, line.caret).trimEnd()), line.caret);
	},
	'erase-all': (): Line => ({text: '', caret: 0}),
	'caret-left': (line: Line): Line => ({
		...line,
		caret: line.caret - lengthOfLast(line.text.slice(0, line.caret)),
	}),
	'caret-right': (line: Line): Line => ({
		...line,
		caret: line.caret + lengthOfFirst(line.text.slice(line.caret)),
	}),
	'caret-home': (line: Line): Line => ({...line, caret: 0}),
	'caret-end': (line: Line): Line => ({...line, caret: line.text.length}),
} as const;

/** The name of an editing command. */
export type Edit = keyof typeof edits;

/** Whether a command is an editing command. */
export const isEdit = (command: string): command is Edit => Object.hasOwn(edits, command);

/** The character that a key types, or null where the key is a command. */
export const typedBy = (key: string): string | null => {
	if (key === 'space') return ' ';
	return lengthOfFirst(key) === key.length && key !== '' ? key : null;
};
