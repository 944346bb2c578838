import {comesTooEarly, typeIntoDialog} from './actions/dialog.js';
import {contextOf} from './context.js';
import {pinCursor} from './grid/window.js';
import type {Context} from './keys/binding.js';
import {keyLabel} from './keys/key-label.js';
import {bindingOf, keyHint} from './keys/keymap.js';
import {isTooSmall} from './layout.js';
import type {Message} from './message.js';
import {type Next, next} from './next.js';
import {withNotice} from './notice.js';
import {overlayOf} from './overlay.js';
import {pinEntry} from './pages/page-list.js';
import {typeIntoPrompt} from './prompt/prompt.js';
import {refusalOf} from './refuse-in-past.js';
import {isBlind} from './seen.js';
import type {State} from './state.js';
import {typedBy} from './text/text-edit.js';

type KeyMessage = Pick<Extract<Message, {type: 'key'}>, 'key' | 'seen'>;

/** Types text into the prompt or the form that is open; nothing where none is. */
export const typeText = (state: State, text: string): State =>
	state.prompt ? typeIntoPrompt(state, text) : typeIntoDialog(state, text);

// The commands that work while the screen is blank.
const blindCommands = ['quit-now', 'back', 'suspend', 'redraw'];

const pressBlindly = (state: State, key: string): Next => {
	const binding = bindingOf(state.keymap, key, 'grid');
	const step = binding && blindCommands.includes(binding.command) && binding.steps.get('grid');
	if (step) return step(state);
	const isRefused = binding !== null && !isTooSmall(state) && !state.suspended;
	return next(isRefused ? withNotice(state, 'info', 'Key ignored: no rows were shown yet') : state);
};

// A notice about an earlier command ends when another one succeeds. One that is still being typed has not.
const withoutNotice = (before: State, {state, effects}: Next): Next => {
	const isOver = state.notice !== null && state.notice === before.notice && state.prompt === null;
	return {state: isOver ? {...state, notice: null} : state, effects};
};

// Says of a key of other views that it is not one of this view. Bad news stays where it is.
const withoutMeaning = (state: State, key: string, context: Context): State => {
	const isElsewhere = [...state.pages.keys()].some(page => bindingOf(state.keymap, key, page) !== null);
	if (!isElsewhere || (state.notice !== null && state.notice.level !== 'info')) return state;
	const rest = keyHint(state.keymap, 'help', context, help => `; ${help} shows the keys`);
	return withNotice(state, 'info', `${keyLabel(key)} does nothing here${rest}`);
};

// An arrow with Shift is the arrow where it has no meaning of its own.
const unshifted = (key: string): string => key.replace(/^shift-(?=left|right)/, '');

/** The command of a key: of the time machine, if it has one, else of the view. */
const boundTo = (state: State, key: string, context: Context) => {
	const overlay = overlayOf(state);
	for (const place of overlay === null ? [context] : [overlay, context]) {
		const binding = bindingOf(state.keymap, key, place) ?? bindingOf(state.keymap, unshifted(key), place);
		const step = binding?.steps.get(place);
		if (binding && step) return {binding, step};
	}

	return {binding: null, step: null};
};

/** Runs the command of a key, refuses it with the reason, or types the key. */
export const pressKey = (before: State, {key, seen}: KeyMessage): Next => {
	if (isBlind(before, seen)) return pressBlindly(before, key);
	const context = contextOf(before);
	const state = context === 'grid' ? pinCursor(before, seen) : pinEntry(before, seen);
	const {binding, step} = boundTo(state, key, context);
	if (!binding || !step) {
		if (state.pages.has(context)) return next(withoutMeaning(state, key, context));
		const typed = typedBy(key);
		return next(typed === null ? state : typeText(state, typed));
	}

	if (comesTooEarly(state, binding.command)) return next(state);
	const reason = refusalOf(state, binding);
	return reason === null
		? withoutNotice(state, step(state, binding.keys.indexOf(key)))
		: next(withNotice(state, 'warning', reason));
};
