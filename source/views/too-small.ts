import {leastSize} from '../state/layout.ts';
import type {State} from '../state/state.ts';

/** What is said where nothing else fits, as much of it as fits. */
export const tooSmallText = ({columns, rows}: State['size']): string => {
	const needed = `${leastSize.columns}x${leastSize.rows}`;
	const whole = `too small: ${columns}x${rows}, needs ${needed}`;
	const short = `needs ${needed}`;
	return [whole, short].find(text => text.length <= columns) ?? needed;
};
