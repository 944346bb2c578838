import {next, type Step} from '../next.js';
import type {Command, State} from '../state.js';
import {onView, replaceView} from '../view-stack.js';
import type {GridView} from './grid-view.js';
import {resetGrid} from './window.js';

const refuse = ({views}: State): string | null => {
	const view = views.at(-1);
	return view?.type === 'grid' && view.tree ? null : 'only a tree folds: :tree shows it';
};

const refold = (state: State, view: GridView, tree: GridView['tree']): State =>
	resetGrid(replaceView(state, {...view, tree}));

// A row with nothing below it folds into the one above, as in lists of files.
const fold: Step = onView('grid', (state, view) => {
	const row = state.index.at(view.cursorIndex);
	const branch = row && state.index.branchOf(row);
	if (!view.tree || !row || !branch || view.cursor === null) return next(state);
	const key = branch.isOpen === null ? branch.above : row.resource.key;
	if (key === null) return next(state);
	const turned = new Set(view.tree.turned);
	if (!turned.delete(key)) turned.add(key);
	return next(refold(state, view, {...view.tree, turned}));
});

const foldAll: Step = onView('grid', (state, view) =>
	next(view.tree ? refold(state, view, {folded: !view.tree.folded, turned: new Set()}) : state),
);

/** What hides and shows the rows below others in a tree. */
export const foldCommands: readonly Command[] = [
	{
		command: 'fold',
		keys: 'z tab',
		title: 'tree: hide or show what is below',
		group: 'view',
		refuse,
		on: ['grid'],
		run: fold,
	},
	{
		command: 'fold-all',
		keys: 'Z shift-tab',
		title: 'tree: fold or unfold all',
		group: 'view',
		refuse,
		on: ['grid'],
		run: foldAll,
	},
];
