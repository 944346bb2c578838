import {isTooLarge, maxSize, minSize} from '../../state/layout.js';
import type {State} from '../../state/state.js';

/** The size to draw: that of the terminal, unless it is larger than any terminal. */
export const drawnSize = ({columns, rows}: State['size']): State['size'] => ({
	columns: Math.min(columns, maxSize.columns),
	rows: Math.min(rows, maxSize.rows),
});

/** The text for a screen on which nothing else fits. */
export const tooSmallText = ({columns, rows}: State['size']): string => {
	if (isTooLarge({columns, rows}))
		return `too large: ${columns}x${rows}, at most ${maxSize.columns}x${maxSize.rows} (stty cols 80 rows 24 sets a size)`;
	const needed = `${minSize.columns}x${minSize.rows}`;
	const whole = `too small: ${columns}x${rows}, needs ${needed}`;
	const short = `needs ${needed}`;
	return [whole, short].find(text => text.length <= columns) ?? needed;
};
