import {printable} from '../../model/printable.js';
import {cutToWidth, displayWidth, graphemes} from '../screen/glyphs.js';
import type {Theme} from './theme.js';

const blanks = ' '.repeat(512);

const spaces = (count: number): string =>
	count <= blanks.length ? blanks.slice(0, Math.max(0, count)) : ' '.repeat(count);

/** Untrusted text, made printable, in exactly `width` cells: padded, or cut with an ellipsis. */
export const fitCells = (
	text: string,
	width: number,
	theme: Theme,
	align: 'left' | 'right' = 'left',
): string => {
	if (width <= 0) return '';
	const clean = printable(text);
	const taken = displayWidth(clean);
	if (taken > width) {
		const cut = cutToWidth(clean, width - 1);
		return `${cut}${theme.signs.cut}${spaces(width - 1 - displayWidth(cut))}`;
	}

	return align === 'left' ? clean + spaces(width - taken) : spaces(width - taken) + clean;
};

/** As `fitCells`, but cut in the middle, because names differ at both ends. */
export const fitName = (text: string, width: number, theme: Theme): string => {
	const clean = printable(text);
	if (width < 8 || displayWidth(clean) <= width) return fitCells(text, width, theme);
	const front = cutToWidth(clean, Math.floor(width / 3));
	const parts = graphemes(clean);
	let end = '';
	let left = width - displayWidth(front) - 1;
	for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
		left -= displayWidth(part);
		if (left < 0) break;
		end = part + end;
	}

	return fitCells(`${front}${theme.signs.cut}${end}`, width, theme);
};

/** The smallest width from `min` to `max` cells in which different names look different. */
export const distinctWidth = (names: readonly string[], min: number, max: number, theme: Theme): number => {
	const different = new Set(names).size;
	let width = min;
	while (
		different > 1 &&
		width < max &&
		new Set(names.map(name => fitName(name, width, theme))).size < different
	)
		width++;
	return width;
};

/** As `fitCells`, but without blanks at the end. */
export const fitText = (text: string, width: number, theme: Theme): string =>
	fitCells(text, width, theme).trimEnd();

/** Joins as many parts as fit into `width` cells, with `gap` between them; each comes with its width. */
export const joinFitting = (
	parts: ReadonlyArray<{readonly text: string; readonly width: number}>,
	width: number,
	gap: string,
): string => {
	let line = '';
	let left = width;
	for (const part of parts) {
		const needed = part.width + (line === '' ? 0 : gap.length);
		if (needed > left) break;
		line += (line === '' ? '' : gap) + part.text;
		left -= needed;
	}

	return line;
};
