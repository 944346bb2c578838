import {printable} from '../model/printable.js';
import type {ContainersDialog} from './actions/dialogs.js';
import {type Next, next, type Step} from './next.js';
import {withNotice} from './notice.js';
import {reopenLogs} from './pages/open-logs.js';
import type {LogsView} from './pages/views.js';
import type {Command, State, Steps} from './state.js';
import {onView} from './view-stack.js';

/** The first choice: nothing is left out. */
const everything = 'all of them';

/** The lines of the choice of containers, with whether they are marked. */
export const containerLines = (
	state: State,
): readonly {readonly text: string; readonly isMarked: boolean}[] => {
	const {dialog} = state;
	if (dialog?.type !== 'containers') return [];
	const lines = dialog.choices.map(({name, role, count}) => {
		const notes = [role === 'main' ? '' : role, count > 1 ? `in ${count}` : ''].filter(note => note !== '');
		const text = printable(name) + (notes.length === 0 ? '' : ` (${notes.join(', ')})`);
		return {text, isMarked: dialog.marked.includes(name)};
	});
	return [{text: everything, isMarked: dialog.marked.length === 0}, ...lines];
};

const onChoice = (run: (state: State, view: LogsView, dialog: ContainersDialog) => Next): Step =>
	onView('logs', (state, view) =>
		state.dialog?.type === 'containers' ? run(state, view, state.dialog) : next(state),
	);

const moveCursor = (by: 1 | -1): Step =>
	onChoice((state, _view, dialog) => {
		const count = dialog.choices.length + 1;
		return next({...state, dialog: {...dialog, cursor: (dialog.cursor + by + count) % count}});
	});

const toggle = onChoice((state, _view, dialog) => {
	const name = dialog.choices[dialog.cursor - 1]?.name;
	if (name === undefined) return next({...state, dialog: {...dialog, marked: [], isTouched: true}});
	const others = dialog.marked.filter(one => one !== name);
	const marked = others.length < dialog.marked.length ? others : [...others, name];
	return next({...state, dialog: {...dialog, marked, isTouched: true}});
});

/** Takes what is marked, or what is under the cursor where nothing was marked. */
const accept = onChoice((state, view, {choices, marked, cursor, isTouched}) => {
	const name = choices[cursor - 1]?.name;
	const chosen = isTouched ? marked : name === undefined ? [] : [name];
	return reopenLogs({...state, dialog: null}, view, {chosen: chosen.length === 0 ? null : chosen});
});

const open = onView('logs', (state, view) => {
	const choices = view.members.choices();
	if (choices.length < 2) return next(withNotice(state, 'info', 'there is no other container to choose'));
	const marked = view.chosen ?? [];
	const cursor =
		1 +
		Math.max(
			0,
			choices.findIndex(({name}) => marked.includes(name)),
		);
	return next({...state, dialog: {type: 'containers', choices, marked, cursor, isTouched: false}});
});

/** What commands do in the choice of containers. */
export const containerSteps: Steps = {
	up: moveCursor(-1),
	down: moveCursor(1),
	close: state => next({...state, dialog: null}),
	accept,
	'mark-choice': toggle,
};

/** The command that chooses whose log is shown. */
export const containerCommand: Command = {
	command: 'containers',
	keys: 'c',
	title: 'choose containers',
	group: 'logs',
	on: ['logs'],
	run: open,
};
