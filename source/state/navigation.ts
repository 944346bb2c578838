import type {Kind} from '../model/kind.js';
import type {Resource} from '../model/resource.js';
import {noFilter} from './filter/filter.js';
import type {GridView} from './grid/grid-view.js';
import {newGrid} from './grid/grid-view.js';
import {defaultSort} from './grid/sort.js';
import {resetGrid} from './grid/window.js';
import type {CommandName} from './keys/keymap.js';
import {isTooSmall} from './layout.js';
import {lookSteps} from './look.js';
import {type Next, next, type Step} from './next.js';
import {withNotice} from './notice.js';
import {openOwners} from './owners.js';
import {searchFor} from './pages/search.js';
import {openPrompt} from './prompt/open-prompt.js';
import type {State} from './state.js';
import {subjectOf} from './subject.js';
import {onView, popView, pushView, replaceView} from './view-stack.js';

// Another family may have a kind of the same name with other children.
const ownKind = ({connections}: State, {source, kind}: Resource): Kind | undefined =>
	connections.get(source)?.kinds.find(({name}) => name === kind);

// The first child kind with rows of this parent; else the first, for that there are none is an answer too.
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
	return lookSteps.describe?.(state) ?? next(state);
});

// What Escape undoes in a grid before it goes back, as in k9s.
const narrowed = (view: GridView): boolean => view.filter.text !== '' || view.trouble;

const leave: Step = state => {
	const view = state.views.at(-1);
	if ((view?.type === 'logs' || view?.type === 'describe') && view.search !== '')
		return next(searchFor(state, ''));
	if (view?.type === 'grid' && narrowed(view)) {
		return next(resetGrid(replaceView(state, {...view, filter: noFilter, trouble: false})));
	}

	return popView(state);
};

const quitOrBack: Step = state => {
	// Where no question can be seen, none is asked.
	if (isTooSmall(state)) return next(state, {type: 'exit', interrupted: false});
	return state.views.length > 1
		? popView(state)
		: next({...state, dialog: {type: 'quit', yes: true, openedAt: state.now}});
};

const openHelp: Step = state =>
	state.views.at(-1)?.type === 'help' ? popView(state) : pushView(state, id => ({type: 'help', id, top: 0}));

/** What gets from one view to another. */
export const navigationSteps: Partial<Readonly<Record<CommandName, Step>>> = {
	open,
	owners: openOwners,
	leave,
	back: quitOrBack,
	help: openHelp,
	command: state => next(openPrompt(state, 'command')),
	filter: state => next(openPrompt(state, 'filter')),
	search: state => next(openPrompt(state, 'search')),
};
