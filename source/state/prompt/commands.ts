import type {SavedView} from '../../model/saved-view.js';
import {commandNames, runSourceCommand} from '../actions/source-commands.js';
import {contextOf} from '../context.js';
import {newGrid} from '../grid/grid-view.js';
import type {BindingOf} from '../keys/binding.js';
import {type Next, next, type Step} from '../next.js';
import {withNotice} from '../notice.js';
import {completeKind, kindNamed} from '../rows/kinds.js';
import type {State} from '../state.js';
import {openPage} from '../view-stack.js';
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

const quit: Step = state => next(state, {type: 'exit', interrupted: false});

const quitWords = ['quit', 'q', 'q!', 'exit'];

// The views that can be opened without a row.
const pageNames = ({pages}: Pick<State, 'pages'>): readonly string[] =>
	[...pages.values()].flatMap(({name, list, text}) => (list || text ? [name] : []));

const bindingWithWord = ({keymap}: Pick<State, 'keymap'>, word: string): BindingOf<State> | undefined =>
	keymap.table.find(binding => binding.word === word);

/** Whether a word typed after `:` is a command of rwatch's own. */
export const isCommandWord = (state: Pick<State, 'pages' | 'keymap'>, word: string): boolean =>
	['login', 'save', ...quitWords, ...pageNames(state)].includes(word) ||
	bindingWithWord(state, word) !== undefined;

const runBinding = (state: State, {word, steps, refuse}: BindingOf<State>): Next => {
	const step = steps.get(contextOf(state));
	const reason = step ? refuse?.(state) : `:${word} does not apply to this view`;
	return step && !reason ? step(state) : next(withNotice(state, 'warning', reason ?? ''));
};

/** Runs a word of rwatch's own; null if it is not one. */
const runWord = (state: State, word: string, rest: string): Next | null => {
	if (quitWords.includes(word)) return quit(state);
	if (word === 'login') return askCredentials(state, rest.trim());
	if (word === 'save') return saveView(state, rest.trim(), taken => isCommandWord(state, taken));
	if (pageNames(state).includes(word)) return openPage(state, word);
	const binding = bindingWithWord(state, word);
	return binding ? runBinding(state, binding) : null;
};

const goTo = (state: State, saved: SavedView): Next => {
	const read = readView(state, saved);
	return 'error' in read
		? next(withNotice(state, 'warning', read.error))
		: showOverHome(state, id => newGrid(id, read));
};

/** Saved views by name: those of the configuration file go before those of `:save`. */
const savedViewsOf = ({settings, remembered}: State): ReadonlyMap<string, SavedView> =>
	new Map([...remembered.views, ...Object.entries(settings.savedViews)]);

/** Runs what was typed after `:`; a notice says what is not understood. */
export const runCommand = (state: State, text: string): Next => {
	const [, word = '', rest = ''] = /^\s*(\S*)\s*(.*)$/.exec(text) ?? [];
	if (word === '') return next(state);
	const saved = savedViewsOf(state).get(word);
	if (saved) return goTo(state, saved);
	const known = runWord(state, word.toLowerCase(), rest);
	if (known) return known;
	if (word.toLowerCase() === 'events' && kindNamed(word, state.kinds) === null) {
		const text = 'no source has events of its own; :changes lists what rwatch saw';
		return next(withNotice(state, 'warning', text));
	}

	const sent = runSourceCommand(state, word.toLowerCase(), rest);
	if (sent) return sent;
	return goTo(state, {kind: word.toLowerCase(), filter: rest.trim().replace(/^\//, ''), sort: ''});
};

/** Completions of the word that is being typed after `:`, best first. */
export const completeCommand = (state: State, text: string): readonly string[] => {
	if (text === '' || /\s/.test(text)) return [];
	const words = state.keymap.table.flatMap(({word}) => word ?? []);
	const views = ['all', ...pageNames(state), 'login', 'save', 'quit', ...words];
	const own = [...savedViewsOf(state).keys(), ...views, ...commandNames(state)];
	const lower = text.toLowerCase();
	const found = [
		...own.filter(word => word.toLowerCase().startsWith(lower)),
		...completeKind(text, state.kinds),
	];
	return [...new Set(found)].filter(word => word !== text);
};
