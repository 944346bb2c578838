import {sizeText} from '../../model/size.js';
import type {State} from '../state.js';
import {durationText, isOtherDay, localTimeText, momentText} from '../text/time-text.js';
import {clockOf} from './clock.js';

/** How the screen says that it does not show now. */
export type PastMark = {
	/** `PAST 14:05:10, 3m ago`; `replay 14:05:10 x2, paused`. */
	readonly text: string;
	/** How far back it reaches, and why not further. */
	readonly reach: string;
};

/** How far back the time machine reaches, and why not further. */
export const reachText = (state: State): string => {
	const {past} = state;
	if (past === null) return '';
	const {oldest, newest, because, bytes} = past.reach;
	const from = momentText(oldest, clockOf(state));
	if (newest !== null) return `from ${from} to ${localTimeText(newest, isOtherDay(newest, oldest))}`;
	if (past.player) return `from ${from}`;
	return because === 'the memory for it is full'
		? `back to ${from}: ${sizeText(state.settings.recorderBytes)} are full`
		: `back to ${from}, the start (${sizeText(bytes)})`;
};

/** The mark of the past; null while now is shown. */
export const pastMark = (state: State): PastMark | null => {
	const {past, now} = state;
	if (past === null) return state.settings.replay ? {text: 'replay', reach: ''} : null;
	const {player} = past;
	const time = momentText(now, clockOf(state));
	const reach = reachText(state);
	if (player === null) return {text: `PAST ${time}, ${durationText(clockOf(state) - now)} ago`, reach};
	const {isPlaying, speed, isOver} = player;
	const how = isOver ? ', recording over' : isPlaying ? '' : ', paused';
	return {text: `replay ${time} x${speed}${how}`, reach};
};
