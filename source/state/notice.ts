import {clockOf} from './past/clock.js';
import type {Notice, State} from './state.js';

// Bad news stays longer.
const shownForMs = {info: 5000, warning: 10_000, error: 10_000} as const;

/** Shows a notice in the bottom line. */
export const withNotice = (state: State, level: Notice['level'], text: string): State => ({
	...state,
	notice: {level, text, at: clockOf(state)},
});

/** When a notice goes, epoch milliseconds. */
export const noticeEnd = (notice: Notice): number => notice.at + shownForMs[notice.level];

/** The state without a notice that was shown long enough. */
export const expireNotice = (state: State): State =>
	state.notice && clockOf(state) >= noticeEnd(state.notice) ? {...state, notice: null} : state;
