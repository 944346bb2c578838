import type {SavedView} from '../model/saved-view.js';
import {Absences} from './away/absences.js';
import {noFilter, parseFilter} from './filter/filter.js';
import {newGrid} from './grid/grid-view.js';
import {GridIndex} from './grid/index.js';
import {defaultSort, parseSort, treeSort} from './grid/sort.js';
import {unfolded} from './grid/spec.js';
import {resetGrid} from './grid/window.js';
import {Journal} from './journal/journal.js';
import {withNotice} from './notice.js';
import {opensByName} from './page.js';
import {Tape} from './past/tape.js';
import type {Remembered} from './remembered/documents.js';
import {nothingRemembered} from './remembered/remember.js';
import {ChangeList} from './rows/changes.js';
import {RowStore} from './rows/row-store.js';
import type {Settings, State, View} from './state.js';
import {firstVisits} from './visits/take-visit.js';
import {standard, type Vocabulary, vocabularyOf} from './vocabulary.js';
import {Watching} from './watching/watching.js';

/** What the program starts with. */
export type Start = {
	readonly settings: Settings;
	/** Kind (any spelling), filter and sort as typed; '' for the default. */
	readonly view: SavedView;
	readonly size: {readonly columns: number; readonly rows: number};
	/** Epoch milliseconds. */
	readonly now: number;
	/** What is remembered of earlier runs; nothing if omitted. */
	readonly remembered?: Remembered;
	/** The views and commands that there are. */
	readonly vocabulary?: Vocabulary;
};

const firstId = 1;

// A page given in place of a kind opens on top of the first grid.
const laidOver = (pages: State['pages'], name: string, id: number): View | null => {
	const page = pages.get(name);
	return opensByName(page) ? {type: 'page', id, page: name, of: null, place: 0} : null;
};

const noHistory: State['history'] = {
	command: [],
	filter: [],
	search: [],
	keep: [],
	hide: [],
	field: [],
	scope: [],
	save: [],
	condition: [],
};

/** The state before the first message. Faults of filter or sort become a notice. */
export const initialState = (start: Start): State => {
	const {settings, view, size, now, vocabulary = standard, remembered = nothingRemembered} = start;
	const {pages, keymap} = vocabularyOf(vocabulary, settings.keys, settings.plugins);
	// The sources report which kinds there are: until then the kind stays as typed.
	const asked = view.kind.toLowerCase();
	const above = laidOver(pages, asked, firstId + 1);
	const isTree = asked === 'tree';
	const kind = asked === '' || isTree || above ? 'all' : asked;
	const filter = parseFilter(view.filter);
	const usual = isTree ? treeSort : defaultSort(kind);
	const sort = view.sort === '' ? usual : parseSort(view.sort);
	const grid = newGrid(firstId, {
		kind,
		filter: 'error' in filter ? noFilter : filter,
		sort: 'error' in sort ? usual : sort,
		tree: isTree ? unfolded : null,
	});
	const views = above ? [grid, above] : [grid];
	const resources: RowStore = new RowStore(settings.stuckAfterMs, {
		sameHosts: settings.sameHosts,
		durations: remembered.durations,
		byUsual: settings.fresh !== true,
		retest: row => watching.retest(row, resources.now),
	});
	// What is replayed happened long ago.
	const watching: Watching = new Watching(settings.replay ? [] : settings.alerts, resources);
	const state: State = {
		settings,
		pages,
		keymap,
		now,
		size,
		theme: null,
		resources,
		index: new GridIndex(),
		changes: new ChangeList(),
		tape: new Tape(),
		past: null,
		connections: new Map(),
		kinds: [],
		scope: null,
		recentScopes: [],
		views,
		prompt: null,
		dialog: null,
		reviews: [],
		notice: null,
		suspended: false,
		nextId: firstId + 2,
		history: noHistory,
		visits: firstVisits(remembered.visits.values(), views),
		remembered,
		journal: new Journal(),
		absences: new Absences(now),
		away: null,
		watching,
		watchingRevision: 0,
		asked: {shown: [], measured: [], seldom: []},
		forwards: new Map(),
		inFlight: new Map(),
	};
	const fault = 'error' in filter ? filter.error : 'error' in sort ? sort.error : null;
	const settled = resetGrid(state);
	return fault === null ? settled : withNotice(settled, 'error', fault);
};
