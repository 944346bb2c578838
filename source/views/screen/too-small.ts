import {isTooLarge, leastSize, mostSize} from '../../state/layout.js';
import type {State} from '../../state/state.js';

/** The part of a terminal that is drawn on: all of it, unless its size is one that no terminal has. */
export const drawnSize = ({columns, rows}: State['size']): State['size'] => ({
	columns: Math.min(columns, mostSize.columns),
	rows: Math.min(rows, mostSize.rows),
});

/** What is said where nothing else fits, as much of it as fits. */
export const tooSmallText = ({columns, rows}: State['size']): string => {
	if (isTooLarge({columns, rows}))
		return `too large: ${columns}x${rows}, at most ${mostSize.columns}x${mostSize.rows} (stty cols 80 rows 24 sets a size)`;
	const needed = `${leastSize.columns}x${leastSize.rows}`;
	const whole = `too small: ${columns}x${rows}, needs ${needed}`;
	const short = `needs ${needed}`;
	return [whole, short].find(text => text.length <= columns) ?? needed;
};
