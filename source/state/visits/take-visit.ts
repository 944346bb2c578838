import type {Effect} from '../effect.js';
import {type Next, next} from '../next.js';
import {remember} from '../remembered/remember.js';
import type {SavedVisit} from '../remembered/saved-visit.js';
import type {State, View} from '../state.js';
import {type Lasting, maxVisits, savedVisit, type Visit, type Visits, visitName} from './visit.js';

// Help is about the view below it, and a page about one row is none without that row.
const isLasting = (view: View): view is Lasting =>
	view.type === 'grid' || (view.type === 'page' && view.of === null && view.page !== 'help');

type Stack = Extract<Visit, {views: unknown}>['views'];

/** The view that a person would return to, with those below it. */
const lastingStack = (views: readonly View[]): Stack | null => {
	const lasting = views.filter(isLasting);
	const top = lasting.at(-1);
	return top ? [...lasting.slice(0, -1), top] : null;
};

const topOf = (views: readonly View[]): Lasting | undefined => views.findLast(isLasting);

const nameOf = (view: Lasting): string => visitName(savedVisit(view));

// What is worth writing at once: where the cursor is can wait until the view is left.
const isChanged = (left: Lasting, now: Lasting): boolean =>
	left.type === 'grid' &&
	now.type === 'grid' &&
	(left.filter !== now.filter || left.sort !== now.sort || left.trouble !== now.trouble);

const entered = (before: Visits, views: Stack, isSameAgain: boolean): Visits => {
	const visit: Visit = {views};
	const kept = before.list.slice(0, before.at + (isSameAgain ? 0 : 1));
	const list = [...kept, visit].slice(-maxVisits);
	const at = list.length - 1;
	return {list, at, last: isSameAgain ? before.last : at - 1};
};

const withLeft = ({list, ...rest}: Visits, at: number, views: Stack): Visits => ({
	...rest,
	list: list.with(at, {views}),
});

const keep = (state: State, ...views: readonly Lasting[]): Next =>
	remember(state, 'visits', Object.fromEntries(views.map(view => [nameOf(view), savedVisit(view)])));

/**
 * Keeps the view that was left, with its cursor and filter, and the one that is shown instead; or, when the program ends,
 * the one that was shown last.
 */
export const takeVisit = (before: State, after: State, effects: readonly Effect[]): Next => {
	const left = topOf(before.views);
	const now = topOf(after.views);
	if (!left || !now) return next(after);
	if (left.id === now.id) {
		const isOver = effects.some(({type}) => type === 'exit');
		return isOver || (left !== now && isChanged(left, now)) ? keep(after, now) : next(after);
	}

	const leftViews = lastingStack(before.views);
	const views = lastingStack(after.views);
	if (!leftViews || !views) return next(after);
	// The commands of the history have said already where they went.
	const hasMoved = after.visits !== before.visits;
	const visits = withLeft(after.visits, before.visits.at, leftViews);
	const isSameAgain = nameOf(left) === nameOf(now);
	return keep({...after, visits: hasMoved ? visits : entered(visits, views, isSameAgain)}, left, now);
};

/** The visits of earlier runs, followed by the view that this one starts with. */
export const firstVisits = (saved: Iterable<SavedVisit>, views: readonly View[]): Visits => {
	const list: Visit[] = [...saved].map(one => ({saved: one}));
	const stack = lastingStack(views);
	if (stack) list.push({views: stack});
	return {list, at: list.length - 1, last: list.length - 2};
};
