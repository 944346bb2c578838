import {wordList} from '../../model/word-list.js';
import {pageOf} from '../context.js';
import {overlayOf} from '../overlay.js';
import {type HelpNote, pageName} from '../page.js';
import {fitting} from '../refuse-in-past.js';
import type {State, View} from '../state.js';
import {type BindingOf, groups} from './binding.js';
import {keyLabel} from './key-label.js';
import {bindingsFor} from './keymap.js';

/** One line of the help: a command with its keys, or a note of the page. */
export type HelpLine = HelpNote | {readonly binding: BindingOf<State>};

// Help is about the view below it.
const helpedView = ({views}: State): View | undefined => views.findLast(view => pageName(view) !== 'help');

const closing = ({keymap}: State): readonly HelpLine[] => {
	const own = bindingsFor(keymap, 'help');
	const keys = ['leave', 'back', 'help'].flatMap(
		command => own.find(one => one.command === command)?.keys[0] ?? [],
	);
	return keys.length === 0 ? [] : [{text: `${wordList(keys.map(keyLabel), 'or')} closes this help`}];
};

/** The lines of the help: how to close it, all keys of the view below it, and the notes of its page. */
export const helpLines = (state: State): readonly HelpLine[] => {
	const view = helpedView(state);
	const overlay = overlayOf(state);
	const above = overlay === null ? [] : bindingsFor(state.keymap, overlay);
	const bindings = fitting(state, [...above, ...(view ? bindingsFor(state.keymap, pageName(view)) : [])]);
	const keys = groups.flatMap((group): readonly HelpLine[] => {
		const own = bindings.filter(binding => binding.group === group && !binding.isInMenu);
		return own.length === 0 ? [] : [{head: group}, ...own.map(binding => ({binding}))];
	});
	return [...closing(state), ...keys, ...(pageOf(state, view)?.help ?? [])];
};

/** Cells of the keys in a line of help. */
export const helpKeyWidth = 14;

const lostText = ({lost = []}: BindingOf<State>): string =>
	lost.length === 0 ? '' : ` (${lost.map(keyLabel).join(' ')} is bound to another command)`;

/** The text of a line after its keys, sign or example. */
export const helpTitle = (line: HelpLine): string => {
	if ('head' in line) return '';
	return 'binding' in line ? line.binding.title + lostText(line.binding) : line.text;
};

/** The number of columns of the help: two if every line fits into half the screen. */
export const helpColumns = (state: State): 1 | 2 => {
	const widest = Math.max(...helpLines(state).map(line => helpTitle(line).length));
	return state.size.columns >= 2 * (helpKeyWidth + widest + 5) ? 2 : 1;
};
