import {helpColumns, helpLines} from '../keys/help.js';
import type {CommandName} from '../keys/keymap.js';
import {layoutOf} from '../layout.js';
import {next, type Step} from '../next.js';
import {toggleSource} from '../sources.js';
import type {State} from '../state.js';
import {onView, replaceView} from '../view-stack.js';
import {faultLinesOf} from './fault-lines.js';

type Steps = Partial<Readonly<Record<CommandName, Step>>>;

// Far enough to reach either end.
const far = 1_000_000;

// The same ways to move, whatever moves.
const moves = (by: (distance: (height: number) => number) => Step): Steps => ({
	up: by(() => -1),
	down: by(() => 1),
	'page-up': by(height => 1 - height),
	'page-down': by(height => height - 1),
	top: by(() => -far),
	bottom: by(() => far),
});

const between = (value: number, high: number): number => Math.max(0, Math.min(value, high));

/** Entries that a view of changes has to show. */
export const changeCount = (state: State): number => {
	const view = state.views.at(-1);
	if (view?.type !== 'changes') return 0;
	return view.of ? state.changes.of(view.of.key).length : state.changes.size;
};

/** What the keys do in the list of changes: `back` counts from the newest. */
export const changesSteps: Steps = moves(distance =>
	onView('changes', (state, view) => {
		const height = layoutOf(state).body;
		const back = between(view.back - distance(height), Math.max(0, changeCount(state) - height));
		return next(back === view.back ? state : replaceView(state, {...view, back}));
	}),
);

/** What the keys do in the list of faults: `back` counts from the newest. */
export const faultsSteps: Steps = moves(distance =>
	onView('faults', (state, view) => {
		const height = layoutOf(state).body;
		const back = between(view.back - distance(height), Math.max(0, faultLinesOf(state).length - height));
		return next(back === view.back ? state : replaceView(state, {...view, back}));
	}),
);

/** What the keys do in the help. */
export const helpSteps: Steps = moves(distance =>
	onView('help', (state, view) => {
		const height = layoutOf(state).body;
		const shown = height * helpColumns(state);
		const top = between(view.top + distance(height), Math.max(0, helpLines(state).length - shown));
		return next(top === view.top ? state : replaceView(state, {...view, top}));
	}),
);

/** What the keys do in the list of sources. */
export const sourcesSteps: Steps = {
	...moves(distance =>
		onView('sources', (state, view) => {
			const cursor = between(
				view.cursor + distance(layoutOf(state).body),
				Math.max(0, state.connections.size - 1),
			);
			return next(cursor === view.cursor ? state : replaceView(state, {...view, cursor}));
		}),
	),
	'toggle-source': onView('sources', (state, view) => toggleSource(state, view.cursor)),
};
