import type {ColumnsDialog} from './actions/dialogs.js';
import {type ColumnChoice, fixedColumn, orderedColumns} from './grid/arrange.js';
import type {GridColumn} from './grid/columns.js';
import type {GridView} from './grid/grid-view.js';
import {allColumns, columnChoice, sortedBy} from './grid/view.js';
import {resetGrid} from './grid/window.js';
import {type Next, next, type Step} from './next.js';
import {withNotice} from './notice.js';
import {remember} from './remembered/remember.js';
import type {Command, State, Steps} from './state.js';
import {onView, replaceView} from './view-stack.js';

/** A line of the choice of columns. */
type ColumnLine = {readonly column: GridColumn; readonly isShown: boolean};

const choiceOf = (state: State, view: GridView): ColumnChoice =>
	columnChoice(state, view) ?? {order: [], hidden: []};

/** The columns of the view below the dialog in their order, with whether they show. */
export const columnLines = (state: State): readonly ColumnLine[] => {
	const view = state.views.at(-1);
	if (view?.type !== 'grid') return [];
	const choice = choiceOf(state, view);
	return orderedColumns(allColumns(state, view), choice).map(column => ({
		column,
		isShown: !choice.hidden.includes(column.title),
	}));
};

type OnLine = (
	state: State,
	at: {readonly view: GridView; readonly dialog: ColumnsDialog; readonly line: ColumnLine},
) => Next;

const onLine = (run: OnLine): Step =>
	onView('grid', (state, view) => {
		const {dialog} = state;
		const line = dialog?.type === 'columns' ? columnLines(state)[dialog.cursor] : undefined;
		return dialog?.type === 'columns' && line ? run(state, {view, dialog, line}) : next(state);
	});

// A view with columns of its own leaves those of its kind alone.
const withChoice = (state: State, view: GridView, columns: ColumnChoice | null): Next =>
	view.columns === undefined
		? remember(state, 'columns', {[view.kind]: columns})
		: next(replaceView(state, {...view, columns}));

const toggle = onLine((state, {view, line: {column, isShown}}) => {
	const {title} = column;
	if (title === fixedColumn) return next(withNotice(state, 'info', `${title} is always shown`));
	const {order, hidden} = choiceOf(state, view);
	const others = hidden.filter(one => one !== title);
	return withChoice(state, view, {order, hidden: isShown ? [...others, title] : others});
});

const shift = (by: 1 | -1): Step =>
	onLine((state, {view, dialog}) => {
		const titles = columnLines(state).map(({column}) => column.title);
		const to = dialog.cursor + by;
		const [moved, passed] = [titles[dialog.cursor], titles[to]];
		if (moved === undefined || passed === undefined) return next(state);
		const order = titles.with(to, moved).with(dialog.cursor, passed);
		const changed = withChoice(state, view, {order, hidden: choiceOf(state, view).hidden});
		return next({...changed.state, dialog: {...dialog, cursor: to}}, ...changed.effects);
	});

const sort = onLine((state, {view, line}) =>
	next(resetGrid(replaceView(state, sortedBy(view, line.column.title)))),
);

const moveCursor = (by: 1 | -1): Step =>
	onLine((state, {dialog}) => {
		const count = columnLines(state).length;
		return next({...state, dialog: {...dialog, cursor: (dialog.cursor + by + count) % count}});
	});

const close: Step = state => next({...state, dialog: null});

/** What commands do in the choice of columns. */
export const columnSteps: Steps = {
	up: moveCursor(-1),
	down: moveCursor(1),
	close,
	accept: close,
	'show-column': toggle,
	'move-left': shift(-1),
	'move-right': shift(1),
	'sort-by-it': sort,
	'usual-columns': onLine((state, {view}) => withChoice(state, view, null)),
};

/** The commands that choose which columns show. */
export const columnCommands: readonly Command[] = [
	{
		command: 'columns',
		keys: 'C',
		title: 'choose, order and sort columns',
		group: 'sort and mark',
		on: ['grid'],
		run: state => next({...state, dialog: {type: 'columns', cursor: 0}}),
	},
	{
		command: 'wide',
		keys: 'ctrl-w',
		title: 'all columns; again: those that fit',
		group: 'sort and mark',
		on: ['grid'],
		run: onView('grid', (state, view) => next(replaceView(state, {...view, wide: !view.wide, left: 0}))),
	},
];
