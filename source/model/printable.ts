import {latePattern} from './late-pattern.js';
import {isSimple} from './simple-glyph.js';
import {isPlainLook, lookAfter, plainLook, type TextLook} from './text-look.js';

// All that can move a cursor, hide or turn text: control characters, line and paragraph separators, format
// characters (bidirectional overrides, joiners, tags), variation selectors, lone surrogates.
const harmful = latePattern(() => /\u20e3|\p{Cc}|\p{Zl}|\p{Zp}|\p{Cf}|\p{Variation_Selector}|\p{Cs}/gu);

const shown = (character: string): string => {
	const code = character.codePointAt(0) ?? 0;
	if (code === 0x09) return ' ';
	if (code < 0x20) return String.fromCodePoint(0x24_00 + code);
	if (code === 0x7f) return '␡';
	// A joined or varied emoji, or a keycap, falls apart into its parts, whose widths terminals agree on.
	if (code === 0x20_0d || code === 0x20_e3 || (code >= 0xfe00 && code <= 0xfe0f)) return '';
	return '�';
};

/**
 * Makes text from other people's machines harmless: the only way by which it may reach a terminal.
 * Control characters and escape sequences become visible signs (`␛[31m`), tabs a space, lone surrogates and
 * invisible format characters `�`. The result is one line.
 */
export const printable = (text: string): string => {
	// Nearly all text is plain: one scan without an allocation.
	for (let index = 0; index < text.length; index++) {
		const code = text.charCodeAt(index);
		if ((code < 0x20 || code > 0x7e) && !isSimple(code)) return text.replace(harmful(), shown);
	}

	return text;
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: it looks for escape sequences.
const colours = /\u001b\[[\d;:]*m/gu;

/** A text without its colours (SGR sequences). Not harmless: it must still pass `printable`. */
export const withoutColours = (text: string): string =>
	text.includes('\u001b') ? text.replace(colours, '') : text;

/** A part of a text that a program gave a look. */
export type LookPart = {readonly start: number; readonly end: number; readonly look: TextLook};

/**
 * As `printable`, but the colours of the text (SGR sequences) are taken out and named beside it: they are the only thing of
 * an escape sequence that is kept.
 */
export const printableParts = (
	text: string,
): {readonly text: string; readonly parts: readonly LookPart[]} => {
	if (!text.includes('\u001b')) return {text: printable(text), parts: []};
	const parts: LookPart[] = [];
	let clean = '';
	let look = plainLook;
	let end = 0;
	const add = (piece: string): void => {
		const start = clean.length;
		clean += printable(piece);
		if (clean.length > start && !isPlainLook(look)) parts.push({start, end: clean.length, look});
	};
	for (const sequence of text.matchAll(colours)) {
		add(text.slice(end, sequence.index));
		end = sequence.index + sequence[0].length;
		look = lookAfter(look, sequence[0].slice(2, -1));
	}

	add(text.slice(end));
	return {text: clean, parts};
};
