import {isOwnName, ownNameForm} from '../../model/own-name.js';
import {commandNames} from '../actions/source-commands.js';
import type {GridView} from '../grid/grid-view.js';
import {columnChoice} from '../grid/view.js';
import {gridOf} from '../grid/window.js';
import {type Next, next} from '../next.js';
import {withNotice} from '../notice.js';
import {remember} from '../remembered/remember.js';
import type {SavedGrid} from '../remembered/saved-grid.js';
import {kindNamed} from '../rows/kinds.js';
import type {State} from '../state.js';

const savedGrid = (state: State, view: GridView): SavedGrid => {
	const {kind, filter, sort, trouble, wide, tree, found} = view;
	return {
		kind,
		filter: filter.text,
		sort: `${sort.column.toLowerCase()}${sort.descending ? ':desc' : ''}`,
		...(trouble && {trouble}),
		...(wide && {wide}),
		...(tree && {tree: true}),
		...(found !== null && {found}),
		scope: state.scope,
		columns: columnChoice(state, view) ?? null,
	};
};

const faultOf = (state: State, name: string, isCommand: (word: string) => boolean): string | null => {
	if (name === '') return ':save takes a name, as in :save trouble';
	if (!isOwnName(name)) return `a view cannot be called '${name}': ${ownNameForm} only`;
	if (Object.hasOwn(state.settings.savedViews, name)) return `${name} is a view of the configuration file`;
	const word = name.toLowerCase();
	const isTaken =
		word === 'all' ||
		isCommand(word) ||
		kindNamed(word, state.kinds) !== null ||
		commandNames(state).includes(word);
	return isTaken ? `a view cannot be called ${name}: there is a command :${word} already` : null;
};

/** Keeps what the grid shows, its scope and its columns as a view of this name, for this run and later ones. */
export const saveView = (state: State, name: string, isCommand: (word: string) => boolean): Next => {
	const view = gridOf(state);
	const fault = view ? faultOf(state, name, isCommand) : 'there is no grid to save';
	if (!view || fault !== null) return next(withNotice(state, 'warning', fault ?? ''));
	const had = state.remembered.views.has(name);
	const {state: kept, effects} = remember(state, 'views', {[name]: savedGrid(state, view)});
	const within = view.within ? `; it shows all ${view.kind} rows, not only those of ${view.within.name}` : '';
	const text = `:${name} ${had ? 'now shows' : 'shows'} this view from now on${within}`;
	return next(withNotice(kept, within === '' ? 'info' : 'warning', text), ...effects);
};
