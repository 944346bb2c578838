import type {Resource} from '../model/resource.js';
import {chosenRow, shownExplanation} from './explain/entries.js';
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

/** The resource that keys act on: that of the view (of an explanation the one behind the chosen finding), or the one under the cursor; null before the cursor was on any. */
export const subjectOf = (state: State): Resource | null => {
	const view = state.views.at(-1);
	if (view?.type === 'describe' || view?.type === 'stats') {
		return state.resources.get(view.resource.key)?.resource ?? view.resource;
	}

	const explanation = shownExplanation(view);
	if (explanation) return chosenRow(state, explanation);
	return view?.type === 'grid' && view.cursor !== null ? (cursorRow(state)?.resource ?? null) : null;
};

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
