import type {Kind} from '../../model/kind.js';
import type {CommandName} from '../keys/keymap.js';
import {type Next, next, type Step} from '../next.js';
import type {State} from '../state.js';
import {onView, replaceView} from '../view-stack.js';
import {columnsOf, type GridColumn} from './columns.js';
import type {GridView} from './grid-view.js';
import type {Sort} from './sort.js';
import {gridHeight, moveTo, resetGrid} from './window.js';

// What lies within a row is of its source, and another family may have a kind of the same name with other columns.
const kindsOf = ({kinds, connections}: State, {within}: GridView): readonly Kind[] =>
	(within && connections.get(within.source)?.kinds) || kinds;

/** The columns of a grid; mixed kinds have none of their own. */
export const gridColumns = (state: State, view: GridView): readonly GridColumn[] => {
	const kinds = kindsOf(state, view);
	return columnsOf(kinds.find(({name}) => name === view.kind) ?? null, state.connections.size, kinds);
};

const change = (run: (state: State, view: GridView) => GridView): Step =>
	onView('grid', (state, view) => next(replaceView(state, run(state, view))));

// What decides which rows there are, and in which order.
const relist = (run: (state: State, view: GridView) => GridView): Step =>
	onView('grid', (state, view) => {
		const changed = replaceView(state, run(state, view));
		return next(changed === state ? state : resetGrid(changed));
	});

// What moves the cursor needs one that was seen: until then it is on no resource.
const onCursor = (run: (state: State, view: GridView) => Next): Step =>
	onView('grid', (state, view) => (view.cursor === null ? next(state) : run(state, view)));

const move = (distance: (height: number) => number): Step =>
	onCursor((state, view) => next(moveTo(state, view, view.cursorIndex + distance(gridHeight(state)))));

const sortBy = (column: (view: GridView) => string): Step =>
	relist((_state, view) => {
		const title = column(view);
		const turned = view.sort.column.toUpperCase() === title.toUpperCase() && !view.sort.descending;
		const sort: Sort = {column: title, descending: turned};
		return {...view, sort};
	});

const pick = (step: 1 | -1): Step =>
	change((state, view) => {
		const titles = gridColumns(state, view).map(column => column.title);
		const at = titles.indexOf((view.column ?? view.sort.column).toUpperCase());
		const column = titles[(Math.max(at, 0) + step + titles.length) % titles.length] ?? null;
		return {...view, column};
	});

const scroll = (step: 1 | -1): Step =>
	change((state, view) => {
		const own = gridColumns(state, view).filter(column => column.own).length;
		const left = Math.max(0, Math.min(view.left + step, own));
		return left === view.left ? view : {...view, left};
	});

const mark: Step = onCursor((state, view) => {
	const key = state.index.at(view.cursorIndex)?.resource.key;
	if (key === undefined) return next(state);
	const marks = new Set(view.marks);
	if (!marks.delete(key)) marks.add(key);
	const marked = {...view, marks};
	return next(moveTo(replaceView(state, marked), marked, view.cursorIndex + 1));
});

/** What the commands of a grid do that are about the grid itself. */
export const gridSteps: Partial<Readonly<Record<CommandName, Step>>> = {
	up: move(() => -1),
	down: move(() => 1),
	'page-up': move(height => -height),
	'page-down': move(height => height),
	top: onCursor((state, view) => next(moveTo(state, view, 0))),
	bottom: onCursor((state, view) => next(moveTo(state, view, Number.MAX_SAFE_INTEGER))),
	'scroll-left': scroll(-1),
	'scroll-right': scroll(1),
	'sort-by-since': sortBy(() => 'SINCE'),
	'sort-by-age': sortBy(() => 'AGE'),
	'sort-by-name': sortBy(() => 'NAME'),
	'sort-by-health': sortBy(() => 'HEALTH'),
	'sort-by-column': sortBy(view => view.column ?? view.sort.column),
	'column-left': pick(-1),
	'column-right': pick(1),
	trouble: relist((_state, view) => ({...view, trouble: !view.trouble})),
	mark,
	'clear-marks': change((_state, view) => (view.marks.size === 0 ? view : {...view, marks: new Set()})),
};
