import type {Effect} from '../effect.js';
import {type Next, next} from '../next.js';
import type {State} from '../state.js';
import {remember} from './remember.js';

/** Remembers how long transitions took, every few seconds and when the program ends. */
export const rememberDurations = (state: State, effects: readonly Effect[]): Next => {
	if (!state.settings.learns) return next(state);
	const isLast = effects.some(({type}) => type === 'exit');
	const news = state.resources.usual.takeNews(state.now, isLast);
	return news === null ? next(state) : remember(state, 'durations', news);
};
