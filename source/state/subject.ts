import type {Resource} from '../model/resource.js';
import {pageOf} from './context.js';
import {gridOf} from './grid/window.js';
import {type Next, next, type Step} from './next.js';
import type {Row} from './rows/row.js';
import type {State} from './state.js';

/** The row under the cursor of the current grid, which may be below another view; or null. */
export const cursorRow = (state: State): Row | null => {
	const view = gridOf(state);
	if (!view) return null;
	return state.index.at(view.cursor === null ? 0 : view.cursorIndex) ?? null;
};

/** The resource that keys act on, as the page of the view has it; null before the cursor was on any. */
export const subjectOf = (state: State): Resource | null => {
	const view = state.views.at(-1);
	return (view && pageOf(state, view)?.subject?.(state, view)) ?? null;
};

/** What is known of a resource now; what was known of it, once it is gone. */
export const latest = ({resources}: State, resource: Resource): Resource =>
	resources.get(resource.key)?.resource ?? resource;

/** What an action goes to: the marked rows that are still there, else the subject. */
export const targetsOf = (state: State): readonly Resource[] => {
	const view = state.views.at(-1);
	if (view?.type === 'grid' && view.marks.size > 0) {
		const rows = [...view.marks].map(state.resources.get);
		return rows.flatMap(row => (row && row.removedAt === null ? [row.resource] : []));
	}

	const subject = subjectOf(state);
	return subject ? [subject] : [];
};

/** A step for the resource that keys act on; does nothing without one. */
export const onSubject =
	(run: (state: State, resource: Resource) => Next): Step =>
	state => {
		const resource = subjectOf(state);
		return resource ? run(state, resource) : next(state);
	};
