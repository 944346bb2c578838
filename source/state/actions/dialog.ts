import {columnSteps} from '../choose-columns.js';
import {containerSteps} from '../choose-containers.js';
import {layoutOf} from '../layout.js';
import {leaveProgram} from '../leave.js';
import {type Next, next, type Step} from '../next.js';
import {goToRow} from '../owners.js';
import {pageName} from '../page.js';
import {clockOf} from '../past/clock.js';
import type {State, Steps} from '../state.js';
import {tellMeSteps} from '../tell-me.js';
import type {Edit} from '../text/text-edit.js';
import {menuOf, proceed, sendForm} from './actions.js';
import {begin, openShellIn} from './begin.js';
import {isTooEarly} from './confirm.js';
import type {Dialog} from './dialogs.js';
import {
	cycleField,
	editField,
	type FormDialog,
	isLastField,
	moveField,
	readForm,
	typeIntoField,
} from './form.js';
import {menuCommands} from './menu-commands.js';
import {checkPhrase, editPhrase, phrasedQuestion, typePhrase} from './phrase.js';
import {reviewSteps} from './review.js';
import {sendLine} from './source-commands.js';

type DialogOf<Type extends Dialog['type']> = Extract<Dialog, {type: Type}>;
type ChoosingDialog = DialogOf<'actions' | 'owners' | 'shell'>;
// Lines of a question that do not name a row.
const questionLines = 5;

const isDialog = <Type extends Dialog['type']>(dialog: Dialog | null, type: Type): dialog is DialogOf<Type> =>
	dialog?.type === type;

const onDialog =
	<Type extends Dialog['type']>(type: Type, run: (state: State, dialog: DialogOf<Type>) => Next): Step =>
	state =>
		isDialog(state.dialog, type) ? run(state, state.dialog) : next(state);

const close: Step = state => next({...state, dialog: null});

const around = (cursor: number, step: 1 | -1, count: number): number => (cursor + step + count) % count;

/** Moves the cursor of a dialog that has so many choices. */
const moved = (state: State, dialog: ChoosingDialog, step: 1 | -1, count: number): Next =>
	next({...state, dialog: {...dialog, cursor: around(dialog.cursor, step, count)}});

/** The steps of a dialog in which one of several is chosen. */
const choosing = (move: (step: 1 | -1) => Step, accept: Step): Steps => ({
	up: move(-1),
	down: move(1),
	close,
	accept,
});

// A command of the view itself.
const runCommand = (state: State, index: number): Next => {
	const shown = state.views.at(-1);
	const step = shown && menuCommands(state)[index]?.steps.get(pageName(shown));
	const closed = {...state, dialog: null};
	return step ? step(closed) : next(closed);
};

const ownersSteps = choosing(
	step => onDialog('owners', (state, dialog) => moved(state, dialog, step, dialog.owners.length)),
	onDialog('owners', (state, {owners, cursor}) => {
		const owner = owners[cursor];
		return owner ? goToRow(state, owner) : close(state);
	}),
);

const shellSteps = choosing(
	step => onDialog('shell', (state, dialog) => moved(state, dialog, step, dialog.running.length)),
	onDialog('shell', (state, {of, running, cursor}) => {
		const container = running[cursor];
		return container ? openShellIn({...state, dialog: null}, of, container.name) : close(state);
	}),
);

const menuSteps = choosing(
	step =>
		onDialog('actions', (state, dialog) =>
			moved(state, dialog, step, dialog.actions.length + menuCommands(state).length),
		),
	onDialog('actions', (state, {actions, targets, cursor}) => {
		const action = actions[cursor];
		return action
			? begin(state, targets, action, menuOf(targets, action))
			: runCommand(state, cursor - actions.length);
	}),
);

const scrollRows = (distance: (height: number) => number): Step =>
	onDialog('confirm', (state, dialog) => {
		const height = Math.max(1, layoutOf(state).body - questionLines);
		const top = Math.max(0, Math.min(dialog.top + distance(height), dialog.targets.length - 1));
		return next(top === dialog.top ? state : {...state, dialog: {...dialog, top}});
	});

const confirmSteps: Steps = {
	up: scrollRows(() => -1),
	down: scrollRows(() => 1),
	'page-up': scrollRows(height => -height),
	'page-down': scrollRows(height => height),
	yes: onDialog('confirm', proceed),
	no: close,
	cancel: onDialog('confirm', (state, {from}) => next({...state, dialog: from})),
	switch: onDialog('confirm', (state, dialog) => next({...state, dialog: {...dialog, yes: !dialog.yes}})),
	accept: onDialog('confirm', (state, dialog) => (dialog.yes ? proceed(state, dialog) : close(state))),
};

const sendConfirmed = (state: State, {source, line}: DialogOf<'send'>): Next =>
	sendLine({...state, dialog: null}, source, line);

const sendSteps: Steps = {
	yes: onDialog('send', sendConfirmed),
	no: close,
	cancel: close,
	switch: onDialog('send', (state, dialog) => next({...state, dialog: {...dialog, yes: !dialog.yes}})),
	accept: onDialog('send', (state, dialog) => (dialog.yes ? sendConfirmed(state, dialog) : close(state))),
};

// A name is typed: keys of letters are letters here.
const phraseSteps: Steps = {
	'page-up': confirmSteps['page-up'] ?? close,
	'page-down': confirmSteps['page-down'] ?? close,
	erase: editPhrase('erase'),
	'erase-word': editPhrase('erase-word'),
	'erase-all': editPhrase('erase-all'),
	cancel(state) {
		const {dialog} = state;
		return dialog?.type === 'confirm' ? next({...state, dialog: dialog.from}) : close(state);
	},
	accept(before) {
		const {isRight, state} = checkPhrase(before);
		const {dialog} = state;
		if (!isRight) return next(state);
		if (dialog?.type === 'confirm') return proceed(state, dialog);
		return dialog?.type === 'send' ? sendConfirmed(state, dialog) : next(state);
	},
};

const exit: Step = state => leaveProgram(state);

const quitSteps: Steps = {
	'yes-quit': exit,
	no: close,
	cancel: close,
	switch: onDialog('quit', (state, dialog) => next({...state, dialog: {...dialog, yes: !dialog.yes}})),
	accept: onDialog('quit', (state, dialog) => (dialog.yes ? exit(state) : close(state))),
};

const submit = (state: State, dialog: FormDialog): Next => {
	const read = readForm(state, dialog);
	if (!read) return next(state);
	if ('dialog' in read) return next({...state, dialog: read.dialog});
	return sendForm({...state, dialog: null}, dialog, read.input);
};

const form = (run: (state: State, dialog: FormDialog) => State): Step =>
	onDialog('form', (state, dialog) => next(run(state, dialog)));

const edit = (name: Edit): Step => form((state, dialog) => editField(state, dialog, name));

const formSteps: Steps = {
	erase: edit('erase'),
	'erase-word': edit('erase-word'),
	'erase-all': edit('erase-all'),
	cancel: onDialog('form', (state, {from}) => next({...state, dialog: from})),
	submit: onDialog('form', submit),
	accept: onDialog('form', (state, dialog) =>
		isLastField(dialog) ? submit(state, dialog) : next(moveField(state, dialog, 1)),
	),
	'field-next': form((state, dialog) => moveField(state, dialog, 1)),
	'field-previous': form((state, dialog) => moveField(state, dialog, -1)),
	'choice-next': form((state, dialog) => cycleField(state, dialog, 1)),
	'choice-previous': form((state, dialog) => cycleField(state, dialog, -1)),
};

/** What the shared commands do in each dialog. */
export const dialogSteps: Readonly<Record<Dialog['type'] | 'phrase', Steps>> = {
	actions: menuSteps,
	owners: ownersSteps,
	shell: shellSteps,
	columns: columnSteps,
	containers: containerSteps,
	form: formSteps,
	confirm: confirmSteps,
	review: reviewSteps,
	send: sendSteps,
	phrase: phraseSteps,
	'tell-me': tellMeSteps,
	quit: quitSteps,
};

/** Types into the form or the question that is open, if one takes text. */
export const typeIntoDialog = (state: State, text: string): State => {
	if (isDialog(state.dialog, 'form')) return typeIntoField(state, state.dialog, text);
	return phrasedQuestion(state) ? typePhrase(state, text) : state;
};

const answers: ReadonlySet<string> = new Set(['yes', 'no', 'accept', 'switch', 'yes-quit', 'submit']);

/** Whether a command would answer the dialog with a key that was pressed too early. */
export const comesTooEarly = (state: State, command: string): boolean =>
	state.prompt === null && answers.has(command) && isTooEarly(state.dialog, clockOf(state));
