import type {Health} from '../../model/resource.js';
import type {State} from '../state.js';
import type {Binding, Context, Group} from './binding.js';
import {bindingsFor, keyLabel} from './keymap.js';

/** The signs that the legend explains. */
export type LegendSign = Health | 'stuck' | 'removed' | 'lingering' | 'cursor' | 'mark';

/** One line of the help screen: a head, a command with its keys, a sign or an example with its meaning, or text. */
export type HelpLine =
	| {readonly head: string}
	| {readonly binding: Binding}
	| {readonly sign: LegendSign; readonly text: string}
	| {readonly example: string; readonly text: string}
	| {readonly text: string};

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

const signs: readonly HelpLine[] = [
	{head: 'signs'},
	{sign: 'ok', text: 'well'},
	{sign: 'transitioning', text: 'on its way to another state'},
	{sign: 'stuck', text: 'on its way for too long'},
	{sign: 'warning', text: 'warning'},
	{sign: 'error', text: 'error'},
	{sign: 'unknown', text: 'not known'},
	{sign: 'removed', text: 'removed: goes in a few seconds'},
	{sign: 'lingering', text: 'left this view: goes with the cursor'},
	{sign: 'cursor', text: 'the row that keys are about'},
	{sign: 'mark', text: 'marked'},
];

// The language itself: `parseFilter`.
const filters: readonly HelpLine[] = [
	{head: 'filter'},
	{example: 'web', text: 'anywhere in the row'},
	{example: 'web-[12]', text: 'a regular expression'},
	{example: '"c++"', text: 'as it stands'},
	{example: 'state:active', text: 'part of one column'},
	{example: 'state=active', text: 'the whole of it; != not'},
	{example: 'health:error', text: 'or stuck, warning, transitioning'},
	{example: 'kind:pods', text: 'also by short names: po'},
	{example: '!web', text: 'not; also: and or ( )'},
];

// Help is about the view that it lies over.
const helpedContext = (state: State): Context =>
	state.views.findLast(view => view.type !== 'help')?.type ?? 'grid';

const closing = (state: State): readonly HelpLine[] => {
	const own = bindingsFor('help', state.settings.keys);
	const keys = (['leave', 'back', 'help'] as const).flatMap(
		command => own.find(one => one.command === command)?.keys[0] ?? [],
	);
	return keys.length === 0 ? [] : [{text: `${keys.map(keyLabel).join(' or ')} closes this help`}];
};

/** The lines of the help screen: how to close it, all keys of the view below it; of a grid also its signs and filters. */
export const helpLines = (state: State): readonly HelpLine[] => {
	const context = helpedContext(state);
	const bindings = bindingsFor(context, state.settings.keys);
	const keys = groups.flatMap((group): readonly HelpLine[] => {
		const own = bindings.filter(binding => binding.group === group);
		return own.length === 0 ? [] : [{head: group}, ...own.map(binding => ({binding}))];
	});
	return [...closing(state), ...keys, ...(context === 'grid' ? [...signs, ...filters] : [])];
};

/** Cells of the keys in a line of help. */
export const helpKeyWidth = 14;

const lostText = ({lost = []}: Binding): string =>
	lost.length === 0 ? '' : ` (${lost.map(keyLabel).join(' ')} is given away)`;

/** What a line says after its keys, its sign or its example. */
export const helpTitle = (line: HelpLine): string => {
	if ('head' in line) return '';
	return 'binding' in line ? line.binding.title + lostText(line.binding) : line.text;
};

/** In how many columns of the screen the help stands: two where every line of it fits into one. */
export const helpColumns = (state: State): 1 | 2 => {
	const widest = Math.max(...helpLines(state).map(line => helpTitle(line).length));
	return state.size.columns >= 2 * (helpKeyWidth + widest + 5) ? 2 : 1;
};
