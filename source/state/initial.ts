import type {SavedView} from '../model/saved-view.js';
import {noFilter, parseFilter} from './filter/filter.js';
import {newGrid} from './grid/grid-view.js';
import {GridIndex} from './grid/index.js';
import {defaultSort, parseSort} from './grid/sort.js';
import {resetGrid} from './grid/window.js';
import {withNotice} from './notice.js';
import {ChangeList} from './rows/changes.js';
import {Resources} from './rows/resources.js';
import type {Settings, State, View} from './state.js';

/** What the program starts with. */
export type Start = {
	readonly settings: Settings;
	/** Kind (any spelling), filter and sort as typed; '' for the usual. */
	readonly view: SavedView;
	readonly size: {readonly columns: number; readonly rows: number};
	/** Epoch milliseconds. */
	readonly now: number;
};

const firstId = 1;

// What can be asked for in the place of a kind and lies over the first grid.
const laidOver = (kind: string, id: number): View | null => {
	if (kind === 'sources') return {type: 'sources', id, cursor: 0};
	if (kind === 'faults') return {type: 'faults', id, back: 0};
	return kind === 'changes' ? {type: 'changes', id, of: null, back: 0} : null;
};

/** The state before the first message. Throws nothing: what is wrong with the filter or sort becomes a notice. */
export const initialState = ({settings, view, size, now}: Start): State => {
	// Which kinds there are is told by the sources: until then the kind stays as it was typed.
	const asked = view.kind.toLowerCase();
	const above = laidOver(asked, firstId + 1);
	const kind = asked === '' || above ? 'all' : asked;
	const filter = parseFilter(view.filter);
	const sort = view.sort === '' ? defaultSort(kind) : parseSort(view.sort);
	const grid = newGrid(firstId, {
		kind,
		filter: 'error' in filter ? noFilter : filter,
		sort: 'error' in sort ? defaultSort(kind) : sort,
	});
	const state: State = {
		settings,
		now,
		size,
		resources: new Resources(settings.stuckAfterMs),
		index: new GridIndex(),
		changes: new ChangeList(),
		connections: new Map(),
		kinds: [],
		views: above ? [grid, above] : [grid],
		prompt: null,
		dialog: null,
		notice: null,
		suspended: false,
		nextId: firstId + 2,
		history: {command: [], filter: [], search: []},
		inFlight: new Map(),
	};
	const fault = 'error' in filter ? filter.error : 'error' in sort ? sort.error : null;
	const started = resetGrid(state);
	return fault === null ? started : withNotice(started, 'error', fault);
};
