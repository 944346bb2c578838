import {contextOf, pageOf} from './context.js';
import {moveTo, pinCursor, scrollGrid} from './grid/window.js';
import type {Message} from './message.js';
import {type Next, next} from './next.js';
import {moveToEntry} from './pages/page-list.js';
import {isBlind} from './seen.js';
import type {State} from './state.js';

/** Rows that one turn of the wheel scrolls by. */
const wheelRows = 3;

/** Whether the mouse is ours now: where there are rows. Elsewhere the terminal's own selection of text is worth more. */
export const takesMouse = (state: State): boolean => {
	const view = state.views.at(-1);
	return state.settings.mouse && (view?.type === 'grid' || pageOf(state, view)?.list?.from === 'cursor');
};

// What is on top of the view is for keys.
const isCovered = (state: State): boolean => state.prompt !== null || state.dialog !== null;

/** Scrolls a grid, or moves the cursor of another list. */
const turnWheel = (
	before: State,
	{direction, seen}: Pick<Extract<Message, {type: 'wheel'}>, 'direction' | 'seen'>,
): Next => {
	if (!takesMouse(before) || isCovered(before) || isBlind(before, seen)) return next(before);
	const state = pinCursor(before, seen);
	const view = state.views.at(-1);
	if (view?.type === 'grid')
		return next(scrollGrid(state, view, direction === 'up' ? -wheelRows : wheelRows));
	const step = state.keymap.table.find(({command}) => command === direction)?.steps.get(contextOf(state));
	return step ? step(state) : next(state);
};

/** Puts the cursor on the row or entry that was clicked, if it is still there. */
const clickEntry = (
	state: State,
	{entry, seen}: Pick<Extract<Message, {type: 'click'}>, 'entry' | 'seen'>,
): State => {
	if (entry === null || !takesMouse(state) || isCovered(state) || isBlind(state, seen)) return state;
	const view = state.views.at(-1);
	if (seen?.view !== view?.id) return state;
	if (view?.type === 'page') return moveToEntry(state, view, entry);
	const index = state.index.indexOf(entry);
	return view?.type === 'grid' && index !== -1 ? moveTo(state, view, index) : state;
};

/** Takes what the mouse did. */
export const takeMouse = (state: State, message: Extract<Message, {type: 'wheel' | 'click'}>): Next =>
	message.type === 'wheel' ? turnWheel(state, message) : next(clickEntry(state, message));
