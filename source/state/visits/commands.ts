import {newGrid} from '../grid/grid-view.js';
import {unfolded} from '../grid/spec.js';
import {type Next, next, type Step} from '../next.js';
import {withNotice} from '../notice.js';
import {opensByName} from '../page.js';
import {readView, showOverHome} from '../prompt/read-view.js';
import type {SavedVisit} from '../remembered/saved-visit.js';
import type {Command, State} from '../state.js';
import {showViews} from '../view-stack.js';
import {resolveGrids} from '../wanted-view.js';
import type {Visit} from './visit.js';

type Shown = {readonly shown: Next} | {readonly error: string};

const showSaved = (state: State, saved: SavedVisit): Shown => {
	if ('page' in saved) {
		const {page} = saved;
		if (!opensByName(state.pages.get(page))) return {error: `there is no view ${page} any more`};
		return {shown: showOverHome(state, id => ({type: 'page', id, page, of: null, place: 0}))};
	}

	const {trouble, cursor, within: key, among} = saved;
	const read = readView(state, saved);
	if ('error' in read) return read;
	const within = key === null ? null : (state.resources.get(key)?.resource ?? null);
	if (key !== null && within === null) return {error: `the ${saved.kind} view was within a row that is gone`};
	const {found = null} = saved;
	const tree = saved.tree ? unfolded : null;
	return {
		shown: showOverHome(state, id => ({
			...newGrid(id, {...read, within, among, tree, found, cursor}),
			trouble,
		})),
	};
};

const show = (state: State, visit: Visit): Shown => {
	if ('saved' in visit) return showSaved(state, visit.saved);
	// Kinds may have become known since.
	const {state: shown, effects} = showViews(state, visit.views);
	return {shown: {state: resolveGrids(shown), effects}};
};

const goTo = (state: State, at: number): Shown => {
	const {visits} = state;
	const visit = visits.list[at];
	return visit
		? show({...state, visits: {...visits, at, last: visits.at}}, visit)
		: {error: 'there is no other view to go to'};
};

/** Goes to the nearest view in one direction that can still be shown, and says why others cannot. */
const walk =
	(step: 1 | -1): Step =>
	(state): Next => {
		const faults: string[] = [];
		const {list, at: from} = state.visits;
		for (let at = from + step; at >= 0 && at < list.length; at += step) {
			const gone = goTo(state, at);
			if ('shown' in gone) {
				const [fault] = faults;
				if (fault === undefined) return gone.shown;
				return {...gone.shown, state: withNotice(gone.shown.state, 'warning', `passed over: ${fault}`)};
			}

			faults.push(gone.error);
		}

		return next(withNotice(state, 'warning', faults[0] ?? ''));
	};

const toLast: Step = state => {
	const gone = goTo(state, state.visits.last);
	return 'shown' in gone ? gone.shown : next(withNotice(state, 'warning', gone.error));
};

/** The commands that return to views which were shown before. */
export const visitCommands: readonly Command[] = [
	{
		command: 'view-back',
		keys: '[',
		title: 'the view before this one, as it was',
		group: 'view',
		refuse: ({visits}) => (visits.at > 0 ? null : 'there is no view before this one'),
		on: 'views',
		run: walk(-1),
	},
	{
		command: 'view-forward',
		keys: ']',
		title: 'the view after this one',
		group: 'view',
		refuse: ({visits}) => (visits.at < visits.list.length - 1 ? null : 'there is no view after this one'),
		on: 'views',
		run: walk(1),
	},
	{
		command: 'view-last',
		keys: '-',
		title: 'the last view; again: back here',
		group: 'view',
		refuse: ({visits}) => (visits.last >= 0 ? null : 'there was no other view yet'),
		on: 'views',
		run: toLast,
	},
];
