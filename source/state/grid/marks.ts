import {next, type Step} from '../next.js';
import type {Row} from '../rows/row.js';
import type {Command, State} from '../state.js';
import {onView, replaceView} from '../view-stack.js';
import type {GridView} from './grid-view.js';
import {moveTo} from './window.js';

// Rows that are gone cannot be acted on.
const withRows = ({index}: State, {marks}: GridView, from: number, to: number): GridView['marks'] => {
	const rows = index.slice(from, to).filter(({removedAt}) => removedAt === null);
	return new Set([...marks, ...rows.map(({resource}) => resource.key)]);
};

const onCursor = (run: (state: State, view: GridView, row: Row) => State): Step =>
	onView('grid', (state, view) => {
		// Until a key was pressed the cursor is on no row.
		const row = view.cursor === null ? undefined : state.index.at(view.cursorIndex);
		return next(row ? run(state, view, row) : state);
	});

const mark = onCursor((state, view, {resource: {key}, removedAt}) => {
	const marks = new Set(view.marks);
	const isMarked = !marks.delete(key) && removedAt === null;
	if (isMarked) marks.add(key);
	const marked = {...view, marks, lastMarked: isMarked ? key : null};
	return moveTo(replaceView(state, marked), marked, view.cursorIndex + 1);
});

const markRange = onCursor((state, view, {resource: {key}}) => {
	const start = view.lastMarked === null ? -1 : state.index.indexOf(view.lastMarked);
	const from = start === -1 ? view.cursorIndex : Math.min(start, view.cursorIndex);
	const to = Math.max(start, view.cursorIndex) + 1;
	return replaceView(state, {...view, marks: withRows(state, view, from, to), lastMarked: key});
});

const markAll: Step = onView('grid', (state, view) =>
	next(replaceView(state, {...view, marks: withRows(state, view, 0, state.index.length)})),
);

// What is not shown is not marked: nobody would see that an action goes to it.
const invertMarks: Step = onView('grid', (state, view) => {
	const shown = withRows(state, {...view, marks: new Set()}, 0, state.index.length);
	const marks = new Set([...shown].filter(key => !view.marks.has(key)));
	return next(replaceView(state, {...view, marks, lastMarked: null}));
});

const refuseEmpty = ({index}: State): string | null =>
	index.length === 0 ? 'there is no row to mark' : null;

const refuseUnmarked = ({views}: State): string | null => {
	const view = views.at(-1);
	return view?.type === 'grid' && view.marks.size > 0 ? null : 'no row is marked';
};

const clearMarks: Step = onView('grid', (state, view) =>
	next(view.marks.size === 0 ? state : replaceView(state, {...view, marks: new Set(), lastMarked: null})),
);

const command = (name: string, keys: string, title: string, run: Step): Command => ({
	command: name,
	keys,
	title,
	group: 'sort and mark',
	on: ['grid'],
	run,
});

/** What marks rows for an action on all of them. */
export const markCommands: readonly Command[] = [
	{...command('mark', 'space', 'mark the row', mark), refuse: refuseEmpty},
	{...command('mark-range', 'V', 'mark from the last mark to here', markRange), refuse: refuseEmpty},
	{...command('mark-all', '*', 'mark all rows shown', markAll), refuse: refuseEmpty},
	{
		...command('invert-marks', '', 'invert the marks', invertMarks),
		isInMenu: true,
		refuse: refuseUnmarked,
	},
	command('clear-marks', 'ctrl-\\', 'clear marks', clearMarks),
];
