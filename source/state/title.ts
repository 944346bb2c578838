import {pageOf} from './context.js';
import {pageName, type TitleModel} from './page.js';
import {listPosition} from './pages/page-list.js';
import type {State} from './state.js';
import {rowTitle} from './title-parts.js';

const empty: TitleModel = {
	what: '',
	of: null,
	scope: '',
	filter: '',
	trouble: false,
	count: null,
	sort: null,
	marked: 0,
	isPast: false,
	progress: null,
	status: '',
	position: '',
};

/** The title line of the current view, as its page declares it. */
export const titleModel = (state: State): TitleModel => {
	const view = state.views.at(-1);
	if (!view) return empty;
	const own = view.type === 'page' ? {of: rowTitle(state, view.of), position: listPosition(state, view)} : {};
	return {
		...empty,
		isPast: state.past !== null,
		what: pageName(view),
		...own,
		...pageOf(state, view)?.title?.(state, view),
	};
};
