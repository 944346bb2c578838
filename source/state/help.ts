import type {Binding, Context, Group} from './binding.ts';
import {bindingsFor} from './keymap.ts';
import type {State} from './state.ts';

/** One line of the help screen: the head of a group, or a command with its keys. */
export type HelpLine = {readonly group: Group} | {readonly binding: Binding};

const groups: readonly Group[] = [
	'move',
	'view',
	'sort and mark',
	'act',
	'look',
	'logs',
	'prompts and dialogs',
	'program',
];

// Help is about the view that it lies over.
const helpedContext = (state: State): Context =>
	state.views.findLast(view => view.type !== 'help')?.type ?? 'grid';

/** The lines of the help screen: all keys of the view below it. */
export const helpLines = (state: State): readonly HelpLine[] => {
	const bindings = bindingsFor(helpedContext(state), state.settings.keys);
	return groups.flatMap((group): readonly HelpLine[] => {
		const own = bindings.filter(binding => binding.group === group);
		return own.length === 0 ? [] : [{group}, ...own.map(binding => ({binding}))];
	});
};
