import {printable} from '../model/printable.js';
import type {State} from './state.js';
import {wrappedWords} from './text/wrap.js';

type Shown = Pick<State, 'size' | 'notice' | 'prompt'>;

const maxHeight = 8;

/** A low terminal gets one line of header, and one at the bottom. */
export const isLow = ({size}: Pick<State, 'size'>): boolean => size.rows < 16;

/** A text in at most `max` lines of `width` cells; the last one has all the rest, and may be wider. Printable. */
export const linesAtMost = (text: string, width: number, max: number): readonly string[] => {
	// No more than can be shown is looked at.
	const pieces = wrappedWords(printable(text.slice(0, 4 * width * (max + 1))), width);
	return pieces.length <= max ? pieces : [...pieces.slice(0, max - 1), pieces.slice(max - 1).join(' ')];
};

const linesNeeded = ({size: {columns}, notice, prompt}: Shown, isOneLine: boolean): number => {
	if (prompt?.isRefused) return linesAtMost(prompt.error ?? '', columns, maxHeight).length + 1;
	const isHidden = isOneLine && prompt !== null;
	if (!notice || notice.level === 'info' || isHidden) return 0;
	// Two cells are for the sign.
	return linesAtMost(notice.text, columns - 2, maxHeight).length + (prompt ? 1 : 0);
};

/** The lines at the bottom of the screen: more than usual while bad news or the reason of a refusal needs them. */
export const bottomHeight = (state: Shown): number => {
	const usual = isLow(state) ? 1 : 2;
	const most = Math.min(maxHeight, Math.max(2, Math.floor(state.size.rows / 2)));
	return Math.max(usual, Math.min(most, linesNeeded(state, usual === 1)));
};
