import {nearest} from '../../model/nearest.js';
import {wordList} from '../../model/word-list.js';
import {commandNames, runSourceCommand} from '../actions/source-commands.js';
import {contextOf} from '../context.js';
import {newGrid} from '../grid/grid-view.js';
import {unfolded} from '../grid/spec.js';
import {gridOf} from '../grid/window.js';
import type {BindingOf} from '../keys/binding.js';
import {leaveOrAsk} from '../leave.js';
import {type Next, next} from '../next.js';
import {withNotice} from '../notice.js';
import {opensByName} from '../page.js';
import {goToTime, saveRecording} from '../past/past-commands.js';
import {refusalOf, refuseInPast} from '../refuse-in-past.js';
import {refuseText} from '../refuse-text.js';
import {kindNamed, kindWords, resolveKind, type UnknownKind} from '../rows/kinds.js';
import {knownScopes, scopeFault, scopeNamed} from '../scope/known-scopes.js';
import type {Scope} from '../scope/scope.js';
import type {State} from '../state.js';
import {openPage} from '../view-stack.js';
import {chooseTheme} from './choose-theme.js';
import {openFind} from './open-find.js';
import {openSavedView, savedViewsOf, showInScope} from './open-saved-view.js';
import {readView, showOverHome} from './read-view.js';
import {saveView} from './save-view.js';

/** Prompts for other credentials of the named source, else of the first that refused them. */
const askCredentials = (state: State, name: string): Next => {
	const connections = [...state.connections.values()];
	const chosen =
		name === ''
			? (connections.find(({status}) => status === 'refused') ??
				(connections.length === 1 ? connections[0] : undefined))
			: state.connections.get(name);
	if (chosen) return next({...state, suspended: true}, {type: 'ask-credentials', source: chosen.source});
	const names = connections.map(({source}) => source).join(', ');
	const why = name === '' ? 'no source refused its credentials' : `there is no source ${name}`;
	return next(withNotice(state, 'warning', `${why}: login takes one of ${names}`));
};

const quitWords = ['quit', 'q', 'q!', 'exit'];

// The views that can be opened without a row.
const pageNames = ({pages}: Pick<State, 'pages'>): readonly string[] =>
	[...pages.values()].flatMap(page => (opensByName(page) ? [page.name] : []));

const bindingWithWord = ({keymap}: Pick<State, 'keymap'>, word: string): BindingOf<State> | undefined =>
	keymap.table.find(binding => binding.word === word);

type TextCommand = {
	readonly usage: string;
	readonly title: string;
	/** As of any command. */
	readonly asks?: true;
	readonly run: (state: State, text: string) => Next;
};

/** What else can be typed after `:`, for the help. */
export const otherUsages: ReadonlyArray<Pick<TextCommand, 'usage' | 'title'>> = [
	{usage: ':all', title: 'the main kinds of all sources'},
	{usage: ':<kind> [scope] [filter]', title: 'one kind, such as :po or :containers /web'},
	{usage: ':events', title: 'the events of the servers themselves'},
	{usage: ':<saved view>', title: 'a view of :save or of the configuration file'},
	{usage: ':q', title: 'quit'},
];

/** The words that take further ones. */
export const wordsWithText: Readonly<Record<string, TextCommand>> = {
	login: {
		usage: ':login [source]',
		title: 'other credentials for a source',
		asks: true,
		run: (state, text) => askCredentials(state, text),
	},
	save: {
		usage: ':save <name>',
		title: 'keep this view under a name',
		run: (state, text) => saveView(state, text, taken => isTaken(state, taken)),
	},
	tree: {
		usage: ':tree [kind] [filter]',
		title: 'rows below what they belong to',
		run: (state, text) => openTree(state, text),
	},
	find: {usage: ':find <text>', title: 'names of all kinds in all sources', run: openFind},
	at: {
		usage: ':at <time>',
		title: 'the rows as they were: :at 10m (ago), :at 14:05',
		run: goToTime,
	},
	'save-recording': {
		usage: ':save-recording [10m] [file]',
		title: 'keep what has happened, all or the last 10 minutes',
		run: saveRecording,
	},
	theme: {usage: ':theme <name>', title: 'other colours', run: chooseTheme},
};

/** Whether a word typed after `:` is a command of rwatch's own. */
export const isCommandWord = (state: Pick<State, 'pages' | 'keymap'>, word: string): boolean =>
	[...quitWords, ...pageNames(state)].includes(word) ||
	Object.hasOwn(wordsWithText, word) ||
	bindingWithWord(state, word) !== undefined;

const isTaken = (state: State, word: string): boolean =>
	isCommandWord(state, word) || Object.hasOwn(state.settings.aliases, word);

const runBinding = (state: State, binding: BindingOf<State>): Next => {
	const step = binding.steps.get(contextOf(state));
	const reason = step ? refusalOf(state, binding) : `:${binding.word} does not apply to this view`;
	return step && !reason ? step(state) : next(withNotice(state, 'warning', reason ?? ''));
};

/** Runs a word that stands alone; null if it is not one. */
const runBareWord = (state: State, word: string): Next | null => {
	if (quitWords.includes(word)) return leaveOrAsk(state);
	if (pageNames(state).includes(word)) return openPage(state, word);
	const binding = bindingWithWord(state, word);
	return binding ? runBinding(state, binding) : null;
};

/** Runs a word of rwatch's own; null if it is not one. */
const runWord = (state: State, word: string, rest: string): Next | null => {
	if (Object.hasOwn(wordsWithText, word)) {
		const command = wordsWithText[word];
		const reason = command?.asks ? refuseInPast(state) : null;
		return reason ? next(withNotice(state, 'warning', reason)) : (command?.run(state, rest.trim()) ?? null);
	}

	const done = runBareWord(state, word);
	return done && rest.trim() !== '' ? refuseText(state, word, rest) : done;
};

/** The tree of everything, or of the rows of a kind and what is below them; further words filter it. */
const openTree = (state: State, text: string): Next => {
	const [, word = '', rest = ''] = /^(\S*)\s*(.*)$/.exec(text) ?? [];
	const kind = word === '' ? null : kindNamed(word, state.kinds);
	const filter = (kind === null ? text : rest).replace(/^\//, '');
	const read = readView(state, {kind: kind ?? 'all', filter, sort: 'name'});
	if ('error' in read) return next(withNotice(state, 'warning', read.error));
	const cursor = gridOf(state)?.cursor ?? null;
	return showOverHome(state, id => newGrid(id, {...read, cursor, tree: unfolded}));
};

// `shop /web`: a first word, or all words, that name exactly one scope; the rest, or after `/` all of it, is a filter.
const splitScope = (
	state: State,
	rest: string,
): {readonly scope: Scope | null; readonly filter: string} | {readonly error: string} => {
	const none = {scope: null, filter: rest.replace(/^\//, '')};
	if (rest === '' || rest.startsWith('/')) return none;
	const known = knownScopes(state.kinds, state.resources.rows(), state.resources);
	const whole = scopeNamed(rest, known);
	if (whole) return {scope: whole, filter: ''};
	const [, word = '', filter = ''] = /^(\S+)\s+(.*)$/.exec(rest) ?? [];
	const scope = /^(?:and|or)\b/i.test(filter) ? null : scopeNamed(word, known);
	if (scope) return {scope, filter: filter.replace(/^\//, '')};
	const error = scopeFault(word || rest, known);
	return error === null ? none : {error};
};

/** All words that can be typed first after `:`, but for those of kinds. */
export const firstWords = (state: State): readonly string[] => [
	...Object.keys(state.settings.aliases),
	...savedViewsOf(state).keys(),
	...['all', ...pageNames(state), ...Object.keys(wordsWithText), 'quit'],
	...state.keymap.table.flatMap(({word}) => word ?? []),
	...commandNames(state),
];

const quoted = (word: string): string => `'${word}'`;

const maxSuggestions = 3;

const unknownWord = (state: State, word: string, {error, isAmbiguous, suggestions}: UnknownKind): string => {
	if (isAmbiguous) return error;
	const near = nearest(word, [...firstWords(state), ...kindWords(state.kinds)]);
	const meant = near === null ? (suggestions.length > maxSuggestions ? [] : suggestions) : [near];
	const question = meant.length === 0 ? '' : ` (did you mean ${wordList(meant.map(quoted), 'or')}?)`;
	return `there is no command, view or kind '${word}'${question}`;
};

const goToKind = (state: State, kind: string, rest: string): Next => {
	const resolved = resolveKind(kind, state.kinds);
	if ('error' in resolved) return next(withNotice(state, 'warning', unknownWord(state, kind, resolved)));
	const limited = splitScope(state, rest);
	if ('error' in limited) return next(withNotice(state, 'warning', limited.error));
	const {scope, filter} = limited;
	const read = readView(state, {kind, filter, sort: ''});
	if ('error' in read) return next(withNotice(state, 'warning', read.error));
	return showInScope(state, scope ?? state.scope, id => newGrid(id, read));
};

const split = (text: string): {readonly word: string; readonly rest: string} => {
	const [, word = '', rest = ''] = /^\s*(\S*)\s*(.*)$/.exec(text) ?? [];
	return {word, rest};
};

// An alias stands for the beginning of a line, and for no other alias.
const withoutAlias = ({settings: {aliases}}: State, text: string): string => {
	const {word, rest} = split(text);
	return Object.hasOwn(aliases, word) ? `${aliases[word]} ${rest}` : text;
};

/** Runs what was typed after `:`; a notice says what is not understood. */
export const runCommand = (state: State, text: string): Next => {
	const {word, rest} = split(withoutAlias(state, text));
	if (word === '') return next(state);
	const saved = savedViewsOf(state).get(word);
	if (saved) return rest.trim() === '' ? openSavedView(state, saved) : refuseText(state, word, rest);
	const known = runWord(state, word.toLowerCase(), rest);
	if (known) return known;
	if (word.toLowerCase() === 'events' && kindNamed(word, state.kinds) === null) {
		const text = 'no source has events of its own; :changes lists what rwatch saw';
		return next(withNotice(state, 'warning', text));
	}

	const sent = runSourceCommand(state, word.toLowerCase(), rest);
	if (sent) return sent;
	return goToKind(state, word.toLowerCase(), rest.trim());
};
