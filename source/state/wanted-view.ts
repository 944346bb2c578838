import {kindsReferredTo} from './actions/reference-choices.js';
import {withKinds} from './filter/filter.js';
import {filtersFigures, sortsByFigures} from './grid/figure-columns.js';
import type {GridView} from './grid/grid-view.js';
import {columnFault, defaultSort, isStopgap, knownColumns} from './grid/sort.js';
import {treeKinds} from './grid/tree-kinds.js';
import {columnChoice} from './grid/view.js';
import {withNotice} from './notice.js';
import {type MergedKind, resolveKind} from './rows/kinds.js';
import type {State, View} from './state.js';

// The first view may name kinds, also in its filter, before any source has reported which kinds there are.
const resolved = (asked: View, {kinds}: State): View => {
	if (asked.type !== 'grid') return asked;
	const filter = withKinds(asked.filter, kinds);
	const isKnown = asked.kind === 'all' || kinds.some(({name}) => name === asked.kind);
	const found = isKnown ? asked : resolveKind(asked.kind, kinds);
	const kind = 'kind' in found ? found.kind : asked.kind;
	const sort = isStopgap(asked.sort) ? defaultSort(kind, kinds) : asked.sort;
	const isSame = filter === asked.filter && kind === asked.kind && sort === asked.sort;
	return isSame ? asked : {...asked, filter, kind, sort};
};

const viewFault = (state: State): string | null => {
	const [first] = state.views;
	// A source reports further kinds once it has asked its server.
	const areKnown = [...state.connections.values()].every(({kinds, wasLive}) => kinds.length > 0 && wasLive);
	if (!areKnown || first?.type !== 'grid') return null;
	const found = resolveKind(first.kind, state.kinds);
	return 'error' in found ? found.error : columnFault(first.sort, knownColumns(found.kind, state.kinds));
};

/** Resolves the kinds of grids as typed to their names, now that more kinds are known. */
export const resolveGrids = (state: State): State => {
	const views = state.views.map(view => resolved(view, state));
	const changed = views.some((view, index) => view !== state.views[index]) ? {...state, views} : state;
	const fault = viewFault(changed);
	return fault ? withNotice(changed, 'warning', fault) : changed;
};

// To choose a scope from, and because a pod is in its project by way of its namespace.
const kindsOfScopes = ({kinds, scope, prompt}: State): readonly string[] =>
	prompt?.mode === 'scope' || (scope !== null && scope.kind !== '')
		? kinds.flatMap(({name, limits}) => (limits === 'scope' && name !== scope?.kind ? [name] : []))
		: [];

/** The kinds in view or waited for, in the singular, for the effect `show`; the main kinds are always followed. */
export const kindsInView = (state: State): readonly string[] => {
	const names = state.views.flatMap(view => {
		if (view.type !== 'grid') return [];
		return view.tree ? treeKinds(state.kinds) : (view.among ?? [view.kind]);
	});
	// A description or a page can be of a kind that no grid shows.
	const described = state.views.flatMap(view => {
		if (view.type === 'describe') return [view.resource.kind];
		return view.type === 'page' && view.of ? [view.of.kind] : [];
	});
	const others = [
		...described,
		...kindsReferredTo(state),
		...kindsOfScopes(state),
		...state.watching.kinds,
	].filter(name => state.kinds.some(kind => kind.name === name && (!kind.main || kind.apart)));
	return [...new Set([...names, ...others])].filter(name => state.kinds.some(kind => kind.name === name));
};

// The columns of mixed kinds are those that all have.
const showsFigures = (state: State, view: GridView, kind: MergedKind): boolean => {
	const {name, measured = []} = kind;
	if (filtersFigures(kind, view.filter)) return view.kind === name || view.kind === 'all';
	if (view.kind !== name || view.tree) return false;
	const hidden = columnChoice(state, view)?.hidden ?? [];
	return (
		view.wide || measured.some(({title}) => !hidden.includes(title)) || sortsByFigures(kind, view.sort.column)
	);
};

/** The kinds of which figures are in view or waited for, in the singular, for the effect `measure`. */
export const measuredInView = (state: State): readonly string[] => {
	const view = state.views.at(-1);
	const isShown = (kind: MergedKind): boolean =>
		view?.type === 'grid' && !state.suspended && showsFigures(state, view, kind);
	return state.kinds
		.filter(kind => kind.measured !== undefined && (state.watching.measures(kind) || isShown(kind)))
		.map(({name}) => name);
};

/** The kinds among these that are only looked at, while nobody does: alerts and waits go on. */
export const measuredSeldom = (
	{absences, now, watching, kinds}: State,
	measured: readonly string[],
): readonly string[] =>
	absences.isAway(now)
		? kinds.filter(kind => measured.includes(kind.name) && !watching.measures(kind)).map(({name}) => name)
		: [];
