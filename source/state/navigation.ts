import type {Resource} from '../model/resource.js';
import {ownKind} from './connections/own-kind.js';
import {pageOf} from './context.js';
import {newGrid} from './grid/grid-view.js';
import {defaultSort} from './grid/sort.js';
import {isTooSmall} from './layout.js';
import {askToLeave, leaveProgram} from './leave.js';
import {type Next, next, type Step} from './next.js';
import {withNotice} from './notice.js';
import {openOwners, refuseOwners} from './owners.js';
import {openDescribe} from './pages/open-describe.js';
import {isWayOut, leavePast} from './past/leave.js';
import {openPrompt} from './prompt/open-prompt.js';
import type {Command, State} from './state.js';
import {subjectOf} from './subject.js';
import {onView, openPage, popView, pushView} from './view-stack.js';

// The first child kind with rows of this parent; else the first: an empty list is an answer too.
const childKind = ({resources}: State, {key}: Resource, children: readonly string[]): string | null => {
	const present = new Set([...resources.childrenOf(key)].map(row => row.resource.kind));
	return children.find(name => present.has(name)) ?? children[0] ?? null;
};

const open: Step = onView('grid', (state): Next => {
	const resource = subjectOf(state);
	if (!resource) return next(withNotice(state, 'info', 'there is no row to open'));
	const {children = [], contents: among} = ownKind(state, resource) ?? {};
	if (among)
		return pushView(state, id =>
			newGrid(id, {kind: 'all', within: resource, among, sort: defaultSort('all')}),
		);
	const kind = childKind(state, resource, children);
	if (kind !== null)
		return pushView(state, id => newGrid(id, {kind, within: resource, sort: defaultSort(kind, state.kinds)}));
	return openDescribe('describe')(state);
});

const leave: Step = state => {
	const view = state.views.at(-1);
	const cleared = view && pageOf(state, view)?.clear?.(state, view);
	if (cleared) return next(cleared);
	return isWayOut(state) ? leavePast(state) : popView(state);
};

const quitOrBack: Step = state => {
	// A terminal too small for the question gets none.
	if (isTooSmall(state)) return leaveProgram(state);
	if (isWayOut(state)) return leavePast(state);
	return state.views.length > 1 ? popView(state) : askToLeave(state);
};

const isHelp = ({views}: State): boolean => {
	const view = views.at(-1);
	return view?.type === 'page' && view.page === 'help';
};

const toggleHelp: Step = state => (isHelp(state) ? popView(state) : openPage(state, 'help'));

/** The commands that change the view. */
export const viewCommands: readonly Command[] = [
	{
		command: 'open',
		keys: 'enter',
		title: 'drill down',
		group: 'view',
		footer: true,
		on: ['grid'],
		run: open,
	},
	{
		command: 'owners',
		keys: 'J',
		title: 'go to what it belongs to',
		group: 'view',
		refuse: refuseOwners,
		on: 'rows',
		run: openOwners,
	},
	{
		command: 'leave',
		keys: 'escape',
		title: 'clear the filter or search; else back',
		group: 'view',
		on: 'views',
		run: leave,
	},
	{
		command: 'back',
		keys: 'q',
		title: 'back; at the top view: quit',
		group: 'view',
		on: 'views',
		run: quitOrBack,
	},
	{
		command: 'command',
		keys: ':',
		title: 'command: a kind, a view, q and more; Tab completes',
		group: 'view',
		footer: true,
		on: 'views',
		run: state => next(openPrompt(state, 'command')),
	},
	{
		command: 'filter',
		keys: '/',
		title: 'filter',
		group: 'view',
		footer: true,
		on: ['grid'],
		run: state => next(openPrompt(state, 'filter')),
	},
	{
		command: 'search',
		keys: '/',
		title: 'search',
		group: 'view',
		footer: true,
		on: ['logs', 'describe'],
		run: state => next(openPrompt(state, 'search')),
	},
];

/** Separate, because the help lists it last in its group. */
export const helpCommand: Command = {
	command: 'help',
	keys: '?',
	title: 'help',
	group: 'view',
	footer: true,
	on: 'views',
	run: toggleHelp,
};
