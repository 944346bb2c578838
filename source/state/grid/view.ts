import type {Kind} from '../../model/kind.js';
import {incompleteKinds, missingOfKind} from '../connections/missing.js';
import {noFilter} from '../filter/filter.js';
import {type Next, next, type Step} from '../next.js';
import type {TitleModel} from '../page.js';
import {scopeText} from '../scope/scope.js';
import type {Command, Page, State} from '../state.js';
import {cursorRow} from '../subject.js';
import {nextChangeMs, secondOf} from '../text/time-text.js';
import {agesTick} from '../ticks.js';
import {positionText, rowTitle} from '../title-parts.js';
import {onView, replaceView} from '../view-stack.js';
import {type ColumnChoice, chosenColumns, fixedColumn, movedColumns} from './arrange.js';
import {branchText} from './branch-text.js';
import {columnsOf, type GridColumn, rowNextChangeMs} from './columns.js';
import {foldCommands} from './fold.js';
import {gridNotes} from './grid-notes.js';
import type {GridView} from './grid-view.js';
import {markCommands} from './marks.js';
import type {Sort} from './sort.js';
import {visibleRows} from './visible-rows.js';
import {gridHeight, moveTo, resetGrid} from './window.js';

const noTitles: ReadonlySet<string> = new Set();

// Rows within a row come from its source; another family may have a kind of the same name with other columns.
const kindsOf = ({kinds, connections}: State, {within}: GridView): readonly Kind[] =>
	(within && connections.get(within.source)?.kinds) || kinds;

/** All columns that a grid has, in their usual order; mixed kinds have none of their own. */
export const allColumns = (state: State, view: GridView): readonly GridColumn[] => {
	const kinds = kindsOf(state, view);
	const kind = view.tree ? null : (kinds.find(({name}) => name === view.kind) ?? null);
	const isMixed =
		kind === null || (view.within !== null && state.resources.counterparts.of(view.within.key).length > 0);
	const columns = columnsOf(kind, state.connections.size, kinds, state.settings.thresholds, isMixed);
	if (!view.tree) return columns;
	return columns.map(column => (column.title === 'NAME' ? {...column, text: branchText(state)} : column));
};

/** The choice of columns that a grid shows: its own, or that for its kind; undefined for the usual columns. */
export const columnChoice = (
	{remembered}: Pick<State, 'remembered'>,
	{kind, columns}: GridView,
): ColumnChoice | undefined =>
	columns === undefined ? remembered.columns.get(kind) : (columns ?? undefined);

/** The columns of a grid as they were chosen. */
export const gridColumns = (state: State, view: GridView): readonly GridColumn[] =>
	chosenColumns(allColumns(state, view), columnChoice(state, view), view.wide);

/** Titles of the columns that were moved in a grid. */
export const movedInGrid = (state: State, view: GridView): ReadonlySet<string> => {
	const choice = columnChoice(state, view);
	return choice ? movedColumns(allColumns(state, view), choice) : noTitles;
};

/** Whether all columns of a grid after NAME scroll, in their order, instead of the kind's own alone. */
export const isFlat = (state: State, view: GridView): boolean =>
	view.wide || columnChoice(state, view) !== undefined;

const change = (run: (state: State, view: GridView) => GridView): Step =>
	onView('grid', (state, view) => next(replaceView(state, run(state, view))));

// For what changes which rows are shown, or their order.
const relist = (run: (state: State, view: GridView) => GridView): Step =>
	onView('grid', (state, view) => {
		const changed = replaceView(state, run(state, view));
		return next(changed === state ? state : resetGrid(changed));
	});

// The cursor moves only once a row was seen under it: until then it is not on a resource.
const onCursor = (run: (state: State, view: GridView) => Next): Step =>
	onView('grid', (state, view) => (view.cursor === null ? next(state) : run(state, view)));

const move = (distance: (height: number) => number): Step =>
	onCursor((state, view) => next(moveTo(state, view, view.cursorIndex + distance(gridHeight(state)))));

/** The view sorted by a column; the other way where it is already. */
export const sortedBy = (view: GridView, title: string): GridView => {
	const turned = view.sort.column.toUpperCase() === title.toUpperCase() && !view.sort.descending;
	const sort: Sort = {column: title, descending: turned};
	return {...view, sort};
};

const sortBy = (column: (view: GridView) => string): Step =>
	relist((_state, view) => sortedBy(view, column(view)));

const pick = (step: 1 | -1): Step =>
	change((state, view) => {
		const titles = gridColumns(state, view).map(column => column.title);
		const at = titles.indexOf((view.column ?? view.sort.column).toUpperCase());
		const column = titles[(Math.max(at, 0) + step + titles.length) % titles.length] ?? null;
		return {...view, column};
	});

const scroll = (step: 1 | -1): Step =>
	change((state, view) => {
		const columns = gridColumns(state, view);
		const max = isFlat(state, view)
			? columns.length - columns.findIndex(({title}) => title === fixedColumn) - 2
			: columns.filter(column => column.own).length;
		const left = Math.max(0, Math.min(view.left + step, max));
		return left === view.left ? view : {...view, left};
	});

const pluralOf = ({kinds}: State, kind: string): string =>
	kinds.find(({name}) => name === kind)?.plural ?? kind;

const subjectOf = (state: State, view: GridView): Pick<TitleModel, 'what' | 'of'> => {
	if (view.found !== null) return {what: 'find', of: `'${view.found}'`};
	const kinds = pluralOf(state, view.kind);
	if (!view.tree) return {what: kinds, of: rowTitle(state, view.within)};
	return {what: 'tree', of: view.kind === 'all' ? null : kinds};
};

const missingIn = (state: State, {found, kind}: GridView): readonly string[] =>
	found === null ? missingOfKind(state, kind) : incompleteKinds(state);

const gridTitle = (state: State, view: GridView): Partial<TitleModel> => ({
	...subjectOf(state, view),
	scope: state.scope ? scopeText(state.scope) : '',
	filter: view.filter.text,
	trouble: view.trouble,
	status: [
		...(missingIn(state, view).length > 0 ? ['not complete'] : []),
		...(view.wide ? ['wide'] : []),
	].join(', '),
	count: {shown: state.index.matching, total: state.index.total},
	sort: view.sort,
	marked: view.marks.size,
	position: positionText(view.cursor === null ? 0 : view.cursorIndex, state.index.length),
});

const own = (command: string, keys: string, title: string, run: Step): Command => ({
	command,
	keys,
	title,
	group: 'sort and mark',
	on: ['grid'],
	run,
});

const commands: readonly Command[] = [
	{
		command: 'trouble',
		keys: '!',
		title: 'only rows in trouble',
		group: 'view',
		on: ['grid'],
		run: relist((_state, view) => ({...view, trouble: !view.trouble})),
	},
	own(
		'sort-by-since',
		'S',
		'sort by since; again turns it',
		sortBy(() => 'SINCE'),
	),
	own(
		'sort-by-age',
		'A',
		'sort by age',
		sortBy(() => 'AGE'),
	),
	own(
		'sort-by-name',
		'N',
		'sort by name',
		sortBy(() => 'NAME'),
	),
	own(
		'sort-by-health',
		'H',
		'sort by health',
		sortBy(() => 'HEALTH'),
	),
	own('column-left', '<', 'pick the column to the left', pick(-1)),
	own('column-right', '>', 'pick the column to the right', pick(1)),
	own(
		'sort-by-column',
		'o',
		'sort by the picked column',
		sortBy(view => view.column ?? view.sort.column),
	),
	...markCommands,
	...foldCommands,
];

/** The grid of one kind, or of all. */
export const gridPage: Page<GridView> = {
	name: 'grid',
	heads: 1,
	subject: (state, {cursor}) => (cursor === null ? null : (cursorRow(state)?.resource ?? null)),
	title: gridTitle,
	ticks(state) {
		const agesAt = secondOf(state.now);
		const changesMs = visibleRows(state).flatMap(({row, staleSince}) => [
			rowNextChangeMs(row, agesAt),
			...(staleSince === null ? [] : [nextChangeMs(agesAt - staleSince)]),
		]);
		return agesTick(state.now, changesMs);
	},
	// As in k9s.
	clear: (state, view) =>
		view.filter.text === '' && !view.trouble
			? null
			: resetGrid(replaceView(state, {...view, filter: noFilter, trouble: false})),
	steps: {
		up: move(() => -1),
		down: move(() => 1),
		'page-up': move(height => -height),
		'page-down': move(height => height),
		top: onCursor((state, view) => next(moveTo(state, view, 0))),
		bottom: onCursor((state, view) => next(moveTo(state, view, Number.MAX_SAFE_INTEGER))),
		'scroll-left': scroll(-1),
		'scroll-right': scroll(1),
	},
	commands,
	help: gridNotes,
};
