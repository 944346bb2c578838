import {printable} from '../../model/printable.js';
import {wrappedWords} from '../text/wrap.js';
import {type TextLine, wholeText} from './text-line.js';

/** The part of a line of text that one line of the screen shows. */
export type TextPiece = {
	/** Index of the line. */
	readonly line: number;
	readonly style: TextLine['style'];
	/**
	 * For a field padded to the width of labels, blank after the first piece; for YAML the key, in the first piece only.
	 */
	readonly label: string;
	/** Printable, and fits on the line. */
	readonly text: string;
};

const labelWidth = 14;

const pieces = (
	{style, label, ...line}: TextLine,
	columns: number,
): ReadonlyArray<Omit<TextPiece, 'line'>> => {
	const text = printable(line.text);
	if (style === 'head') return [{style, label: '', text}];
	if (style === 'field') {
		const front = printable(label).padEnd(labelWidth);
		return wrappedWords(text, Math.max(8, columns - front.length - 1)).map((piece, index) => ({
			style,
			label: index === 0 ? front : ' '.repeat(front.length),
			text: piece,
		}));
	}

	const key = style === 'yaml' ? printable(label) : '';
	const whole = style === 'yaml' ? printable(wholeText({style, label, ...line})) : text;
	return wrappedWords(whole, columns).map((piece, index) => {
		const front = index === 0 && piece.startsWith(key) ? key : '';
		return {style, label: front, text: piece.slice(front.length)};
	});
};

// Measuring an object of a megabyte takes a second; it does not change while it is read.
const measured = new WeakMap<
	TextLine,
	{readonly columns: number; readonly pieces: ReturnType<typeof pieces>}
>();

const piecesOfLine = (line: TextLine, columns: number): ReturnType<typeof pieces> => {
	const known = measured.get(line);
	if (known?.columns === columns) return known.pieces;
	const fresh = {columns, pieces: pieces(line, columns)};
	measured.set(line, fresh);
	return fresh.pieces;
};

/** Lines of text, wrapped for a screen of so many columns. */
export const piecesOf = (lines: readonly TextLine[], columns: number): readonly TextPiece[] =>
	lines.flatMap((line, index) => piecesOfLine(line, columns).map(piece => ({line: index, ...piece})));
