import type {Resource} from '../model/resource.js';
import {pageOf} from './context.js';
import type {Effect} from './effect.js';
import {gridOf, resetGrid} from './grid/window.js';
import {type Next, next, type Step} from './next.js';
import type {PageView} from './page.js';
import type {State, View} from './state.js';

/** A view of one type. */
type ViewOf<Type extends View['type']> = Extract<View, {type: Type}>;

const isView = <Type extends View['type']>(view: View | undefined, type: Type): view is ViewOf<Type> =>
	view?.type === type;

/** A step that only does something in one type of view. */
export const onView =
	<Type extends View['type']>(type: Type, run: (state: State, view: ViewOf<Type>) => Next): Step =>
	state => {
		const view = state.views.at(-1);
		return isView(view, type) ? run(state, view) : next(state);
	};

/** A step that only does something in a `PageView` of this page. */
export const onPage = (page: string, run: (state: State, view: PageView) => Next): Step =>
	onView('page', (state, view) => (view.page === page ? run(state, view) : next(state)));

/** Replaces the view with the same id; the same state for the same view. */
export const replaceView = (state: State, view: View): State => {
	const known = state.views.find(one => one.id === view.id);
	if (!known || known === view) return state;
	return {...state, views: state.views.map(one => (one.id === view.id ? view : one))};
};

/**
 * Replaces the stack of views: closes the streams of those that go, and lists the rows of the grid that is now on top.
 */
export const showViews = (state: State, views: readonly View[]): Next => {
	const kept = new Set(views.map(view => view.id));
	const closed = state.views
		.filter(view => pageOf(state, view)?.isFed === true && !kept.has(view.id))
		.map((view): Effect => ({type: 'close', view: view.id}));
	const before = gridOf(state);
	const shown = {...state, views};
	return {state: gridOf(shown)?.id === before?.id ? shown : resetGrid(shown), effects: closed};
};

/** Opens a view on top of the current one; `make` gets its id. */
export const pushView = (state: State, make: (id: number) => View): Next =>
	showViews({...state, nextId: state.nextId + 1}, [...state.views, make(state.nextId)]);

/** Goes back to the view before; nothing at the first one. */
export const popView = (state: State): Next =>
	state.views.length > 1 ? showViews(state, state.views.slice(0, -1)) : next(state);

/** Whether a page is open, on top or below another view. */
export const isShown = ({views}: Pick<State, 'views'>, page: string): boolean =>
	views.some(view => view.type === 'page' && view.page === page);

/** Opens a page about a row, or about everything; does nothing if it is on top already. */
export const openPage = (state: State, page: string, of: Resource | null = null, place = 0): Next => {
	const shown = state.views.at(-1);
	if (shown?.type === 'page' && shown.page === page && shown.of?.key === of?.key) return next(state);
	return pushView(state, id => ({type: 'page', id, page, of, place}));
};
