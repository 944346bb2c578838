import type {SavedView} from '../../model/saved-view.js';
import {noFilter, parseFilter} from '../filter/filter.js';
import type {GridView} from '../grid/grid-view.js';
import {defaultSort, parseSort} from '../grid/sort.js';
import type {Next} from '../next.js';
import {resolveKind} from '../rows/kinds.js';
import type {State, View} from '../state.js';
import {showViews} from '../view-stack.js';

/** What a saved view or typed command means for a grid, or what is wrong with it. */
export const readView = (
	state: Pick<State, 'kinds'>,
	{kind, filter, sort}: SavedView,
): Pick<GridView, 'kind' | 'filter' | 'sort'> | {readonly error: string} => {
	const resolved = resolveKind(kind || 'all', state.kinds);
	if ('error' in resolved) {
		const {error, suggestions} = resolved;
		const isNamed = suggestions.every(name => error.includes(name));
		return {error: isNamed ? error : `${error}: ${suggestions.join(', ')}?`};
	}

	const parsed = filter.trim() === '' ? noFilter : parseFilter(filter.trim(), state.kinds);
	if ('error' in parsed) return {error: `filter '${filter}': ${parsed.error}`};
	const order = sort === '' ? defaultSort(resolved.kind, state.kinds) : parseSort(sort);
	if ('error' in order) return {error: `sort '${sort}': ${order.error}`};
	return {kind: resolved.kind, filter: parsed, sort: order};
};

/** Shows a view over the first one alone, so that Escape leads back to that; in its place if it is of the same kind. */
export const showOverHome = (state: State, make: (id: number) => View): Next => {
	const [first] = state.views;
	const view = make(state.nextId);
	const isHome =
		first?.type === 'grid' &&
		view.type === 'grid' &&
		first.kind === view.kind &&
		first.within === null &&
		!view.tree &&
		view.found === null;
	return showViews({...state, nextId: state.nextId + 1}, first && !isHome ? [first, view] : [view]);
};
