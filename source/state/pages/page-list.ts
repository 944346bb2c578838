import {pageOf} from '../context.js';
import {layoutOf} from '../layout.js';
import type {Seen} from '../message.js';
import {type Next, next, type Step} from '../next.js';
import {withNotice} from '../notice.js';
import type {PageView, ScrolledList} from '../page.js';
import type {Page, State, Steps, View} from '../state.js';
import {positionText} from '../title-parts.js';
import {onPage, replaceView} from '../view-stack.js';
import type {TextLine} from './text-line.js';
import {piecesOf, type TextPiece} from './text-pieces.js';

// Far enough to reach either end.
const far = 1_000_000;

/** The lines of a page that is a text, as the screen shows them; [] for other pages. */
export const textPieces = (state: State, view: View): readonly TextPiece[] => {
	const lines: readonly TextLine[] = pageOf(state, view)?.text?.(state, view) ?? [];
	return piecesOf(lines, state.size.columns);
};

const ofText: ScrolledList<State, View> = {
	from: 'top',
	count: (state, view) => textPieces(state, view).length,
};

const listOf = (page: Page | undefined): ScrolledList<State, View> | undefined =>
	page?.list ?? (page?.text ? ofText : undefined);

const between = (value: number, high: number): number => Math.max(0, Math.min(value, high));

/** The place of the cursor in the list of a page now: entries may have come or gone above it. */
export const cursorPlace = (state: State, view: PageView): number => {
	const list = listOf(pageOf(state, view));
	const {chosen = null, place} = view;
	const found = chosen === null ? -1 : (list?.placeOf?.(state, view, chosen) ?? -1);
	if (found !== -1) return found;
	const isAtEnd = list?.followsEnd === true && chosen === null;
	return between(isAtEnd ? far : place, (list?.count(state, view) ?? 0) - 1);
};

/** What the entry at a place is; null where the view is not a list whose entries come and go. */
export const entryAt = (state: State, view: View, place: number): string | null =>
	listOf(pageOf(state, view))?.identity?.(state, view, place) ?? null;

/** What the entry under the cursor of the view is; null as in `entryAt`. */
export const entrySeen = (state: State, view: View | undefined): string | null =>
	view?.type === 'page' ? entryAt(state, view, cursorPlace(state, view)) : null;

/** The cursor is from now on that of the entry that was under it when it was last painted. */
export const pinEntry = (state: State, seen: Seen | null): State => {
	const view = state.views.at(-1);
	if (view?.type !== 'page' || seen?.view !== view.id || (view.chosen ?? null) !== null) return state;
	return listOf(pageOf(state, view))?.identity ? replaceView(state, {...view, chosen: seen.cursor}) : state;
};

/** The scroll position after a move; the list may have become shorter. */
const placeIn = (list: ScrolledList<State, View>, state: State, view: PageView, by: number): number => {
	const count = list.count(state, view);
	if (list.from === 'cursor') return between(cursorPlace(state, view) + by, count - 1);
	const capacity = list.capacity?.(state) ?? layoutOf(state).body;
	return between(view.place + (list.from === 'end' ? -by : by), count - capacity);
};

const placeAt = (state: State, view: PageView, list: ScrolledList<State, View>, place: number): State => {
	if (!list.identity) return place === view.place ? state : replaceView(state, {...view, place});
	const isAtEnd = list.followsEnd === true && place >= list.count(state, view) - 1;
	const chosen = isAtEnd ? null : list.identity(state, view, place);
	return replaceView(state, {...view, place, chosen});
};

const move =
	(distance: (height: number) => number): Step =>
	(state): Next => {
		const view = state.views.at(-1);
		const list = listOf(pageOf(state, view));
		if (view?.type !== 'page' || !list) return next(state);
		return next(placeAt(state, view, list, placeIn(list, state, view, distance(layoutOf(state).body))));
	};

/** Puts the cursor of a list on an entry, by what that is; nowhere else if it is gone. */
export const moveToEntry = (state: State, view: PageView, identity: string): State => {
	const list = listOf(pageOf(state, view));
	const place = list?.placeOf?.(state, view, identity) ?? -1;
	return list && place !== -1 ? placeAt(state, view, list, place) : state;
};

const listSteps: Steps = {
	up: move(() => -1),
	down: move(() => 1),
	'page-up': move(height => 1 - height),
	'page-down': move(height => height - 1),
	top: move(() => -far),
	bottom: move(() => far),
};

/** The steps of a page: its own, and those that move its list. */
export const stepsOf = (page: Page): Steps => ({...(listOf(page) && listSteps), ...page.steps});

/** `3/120`: the position in the list of a page; '' for other pages. */
export const listPosition = (state: State, view: PageView): string => {
	const list = listOf(pageOf(state, view));
	if (!list) return '';
	const count = list.count(state, view);
	if (list.from !== 'end')
		return positionText(list.from === 'cursor' ? cursorPlace(state, view) : view.place, count);
	// What was scrolled to on a lower screen may be out of reach on a higher one.
	const last = Math.max(Math.min(layoutOf(state).body, count), count - view.place);
	return positionText(last - 1, count);
};

/** A step for the entry under the cursor of a page; says so where it lists none. */
export const onEntry = <Entry>(
	page: string,
	entryOf: (state: State, view: PageView) => Entry | null | undefined,
	run: (state: State, entry: Entry) => Next,
): Step =>
	onPage(page, (state, view) => {
		const entry = entryOf(state, view) ?? null;
		return entry === null ? next(withNotice(state, 'info', 'nothing is listed here')) : run(state, entry);
	});
