import {noFilter, parseFilter} from './filter.ts';
import {GridIndex} from './grid-index.ts';
import {resetGrid} from './grid-window.ts';
import {Journal} from './journal.ts';
import {newGrid} from './navigation.ts';
import {withNotice} from './notice.ts';
import {Resources} from './resources.ts';
import {defaultSort, parseSort} from './sort.ts';
import type {SavedView, Settings, State} from './state.ts';

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

/** The state before the first message. Throws nothing: what is wrong with the filter or sort becomes a notice. */
export const initialState = ({settings, view, size, now}: Start): State => {
	// Which kinds there are is told by the sources: until then the kind stays as it was typed.
	const kind = view.kind === '' ? 'all' : view.kind.toLowerCase();
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
		journal: new Journal(),
		connections: new Map(),
		kinds: [],
		views: [grid],
		prompt: null,
		dialog: null,
		notice: null,
		nextId: firstId + 1,
		history: {command: [], filter: [], search: []},
		inFlight: new Map(),
	};
	const fault = 'error' in filter ? filter.error : 'error' in sort ? sort.error : null;
	const started = resetGrid(state);
	return fault === null ? started : withNotice(started, 'error', fault);
};
