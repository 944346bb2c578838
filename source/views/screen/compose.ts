import {type CellStyles, plain} from './cell-styles.js';
import type {Cells} from './cells.js';
import {blank, opaqueBlank, tail} from './glyphs.js';

/**
 * Combines a row of the upper layer with that of the lower one into `target`. A cell of the upper layer wins if it is
 * visible or an opaque blank. A wide character that is half covered becomes blank.
 */
export const composeRow = (
	target: Cells,
	lower: Cells,
	upper: Cells,
	styles: CellStyles,
	row: number,
): void => {
	if (lower.isBlank(row) && upper.isBlank(row)) {
		target.clear(row);
		return;
	}

	const start = row * target.columns;
	let previous: Cells | null = null;
	for (let at = start; at < start + target.columns; at++) {
		const over = upper.glyphs[at] !== blank || styles.onBlank(upper.styles[at] ?? plain) !== plain;
		const from = over ? upper : lower;
		let glyph = from.glyphs[at] ?? blank;
		if (from !== previous) {
			if (glyph === tail) glyph = blank;
			if (previous?.glyphs[at] === tail) target.glyphs[at - 1] = blank;
		}

		const style = from.styles[at] ?? plain;
		const empty = glyph === blank || glyph === opaqueBlank;
		target.glyphs[at] = empty ? blank : glyph;
		target.styles[at] = empty ? styles.onBlank(style) : style;
		previous = from;
	}
};
