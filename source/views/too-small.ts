import type {State} from '../state/state.ts';

// Smaller than this nothing useful fits.
const least = {columns: 40, rows: 8};

/** Whether only a message fits. */
export const isTooSmall = ({size}: State): boolean => size.columns < least.columns || size.rows < least.rows;

/** What is said then, as much of it as fits. */
export const tooSmallText = ({columns, rows}: State['size']): string => {
	const needed = `${least.columns}x${least.rows}`;
	const whole = `too small: ${columns}x${rows}, needs ${needed}`;
	const short = `needs ${needed}`;
	return [whole, short].find(text => text.length <= columns) ?? needed;
};
