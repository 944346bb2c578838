import {wordStart} from '../../model/text-end.js';
import {chooseScope, listedScopeLabels, scopeLabels} from '../choose-scope.js';
import {type Filtered, filterDoubts} from '../filter/doubts.js';
import {type Filter, parseFilter} from '../filter/filter.js';
import {completeFilter} from '../filter/words.js';
import {addLineFilter, fieldsMatching, showField} from '../filter-lines.js';
import type {GridView} from '../grid/grid-view.js';
import {gridOf, resetGrid} from '../grid/window.js';
import {type Next, next, type Step} from '../next.js';
import {withNotice} from '../notice.js';
import {searchFault, searchFor} from '../pages/search.js';
import {fileFault, fileNames, saveView} from '../save-prompt.js';
import type {Prompt, State, Steps} from '../state.js';
import {conditionFault, waitForMatch} from '../tell-me.js';
import {type Edit, edits, insert, isEdit, type Line} from '../text/text-edit.js';
import {replaceView} from '../view-stack.js';
import {runCommand} from './commands.js';
import {completeCommand} from './complete-command.js';

const maxHistory = 50;

/** What a filter of the grid is used on; null while no source has reported its kinds. */
const filteredBy = (state: State): Filtered | null => {
	const view = gridOf(state);
	const {kinds, resources} = state;
	if (!view || kinds.length === 0) return null;
	const isAll = view.kind === 'all';
	return {
		kinds,
		inView: kinds.filter(({name, main}) => (isAll ? main : name === view.kind)),
		rows: () => (isAll ? resources.rows() : resources.ofKind(view.kind)),
		lookup: resources,
	};
};

const completionsOf = (state: State, mode: Prompt['mode'], text: string): readonly string[] => {
	if (mode === 'command') return completeCommand(state, text);
	if (mode === 'scope') return scopeLabels(state, text);
	if (mode === 'field') return fieldsMatching(state, text);
	if (mode === 'save') return text === '' ? fileNames(state) : [];
	const filtered = mode === 'filter' || mode === 'condition' ? filteredBy(state) : null;
	return filtered ? completeFilter(text, {...filtered, sources: [...state.connections.keys()]}) : [];
};

type Judged = {readonly state: State} & Pick<Prompt, 'error' | 'errorAt'>;

// Whatever was typed in between, a filter goes by where the cursor was when the prompt was opened.
const refilter = (state: State, view: GridView, filter: Filter): State => {
	const {cursor, cursorIndex, top} = state.prompt?.before ?? view;
	return resetGrid(replaceView(state, {...view, filter, cursor, cursorIndex, top}));
};

// The grid follows a filter while it is typed; one that cannot be parsed yet changes nothing.
const preview = (state: State, text: string): Judged => {
	const view = gridOf(state);
	if (!view || view.filter.text === text) return {state, error: null, errorAt: null};
	const filter = parseFilter(text, state.kinds);
	if ('error' in filter) {
		const {error, start, end} = filter;
		return {state, error, errorAt: {start, end}};
	}

	return {state: refilter(state, view, filter), error: null, errorAt: null};
};

const judge = (state: State, mode: Prompt['mode'], text: string): Judged => {
	if (mode === 'filter') return preview(state, text);
	if (mode === 'condition') return {state, ...conditionFault(state, text)};
	const fault = mode === 'save' ? fileFault(state, text) : null;
	const isSearch = mode === 'search' || mode === 'keep' || mode === 'hide';
	return {state, error: isSearch ? searchFault(text) : fault, errorAt: null};
};

const withLine = (state: State, prompt: Prompt, {text, caret}: Line, kept: Partial<Prompt> = {}): State => {
	if (text === prompt.text) return caret === prompt.caret ? state : {...state, prompt: {...prompt, caret}};
	const {state: shown, error, errorAt} = judge(state, prompt.mode, text);
	const completions = completionsOf(state, prompt.mode, text);
	return {
		...shown,
		prompt: {
			...prompt,
			text,
			caret,
			completions,
			error,
			errorAt,
			isRefused: false,
			back: 0,
			draft: text,
			...kept,
		},
	};
};

/** Looks again for completions where there were none: rows may have come that have what is typed. */
export const completeAgain = (state: State): State => {
	const {prompt} = state;
	if (!prompt || prompt.completions.length > 0) return state;
	if (prompt.mode !== 'filter' && prompt.mode !== 'scope') return state;
	const completions =
		prompt.mode === 'scope'
			? listedScopeLabels(state, prompt.text)
			: completionsOf(state, prompt.mode, prompt.text);
	return completions.length === 0 ? state : {...state, prompt: {...prompt, completions}};
};

/** Types text (a key, or a whole paste) into the prompt, if one is open. */
export const typeIntoPrompt = (state: State, text: string): State =>
	state.prompt ? withLine(state, state.prompt, insert(state.prompt, text)) : state;

const onPrompt =
	(run: (state: State, prompt: Prompt) => Next): Step =>
	state =>
		state.prompt ? run(state, state.prompt) : next(state);

const remember = (state: State, {mode, text}: Prompt): State => {
	if (text.trim() === '') return state;
	const older = state.history[mode].filter(one => one !== text);
	return {...state, history: {...state.history, [mode]: [...older, text].slice(-maxHistory)}};
};

// Only a warning: matching rows may still come.
const withDoubts = (state: State, text: string): State => {
	const filtered = filteredBy(state);
	const [doubt] = filtered ? filterDoubts(text, filtered) : [];
	return doubt === undefined ? state : withNotice(state, 'warning', doubt);
};

const accept = onPrompt((state, prompt) => {
	if (prompt.error !== null) return next({...state, prompt: {...prompt, isRefused: true}});
	const closed = {...remember(state, prompt), prompt: null};
	if (prompt.mode === 'command') return runCommand(closed, prompt.text);
	if (prompt.mode === 'scope') return chooseScope(closed, prompt.text, prompt.completions);
	if (prompt.mode === 'save') return saveView(closed, prompt.text);
	if (prompt.mode === 'condition') return waitForMatch(closed, prompt.text);
	if (prompt.mode === 'keep' || prompt.mode === 'hide')
		return next(addLineFilter(closed, prompt.mode, prompt.text));
	if (prompt.mode === 'field') return next(showField(closed, prompt.text));
	return next(prompt.mode === 'search' ? searchFor(closed, prompt.text) : withDoubts(closed, prompt.text));
});

const cancel = onPrompt((state, prompt) => {
	const view = gridOf(state);
	const isFiltered = prompt.before !== null && view !== null && view.filter !== prompt.before.filter;
	const restored = isFiltered ? refilter(state, view, prompt.before.filter) : state;
	return next({...restored, prompt: null});
});

// The completion replaces the last word.
const complete = onPrompt((state, prompt) => {
	const [first] = prompt.completions;
	if (first === undefined) return next(state);
	const text = prompt.text.slice(0, wordStart(prompt.text)) + first;
	return next(withLine(state, prompt, {text, caret: text.length}));
});

const browse = (step: 1 | -1): Step =>
	onPrompt((state, prompt) => {
		const [first, ...others] = prompt.completions;
		if (prompt.back === 0 && prompt.text !== '' && first !== undefined) {
			const last = prompt.completions.at(-1) ?? first;
			const turned = step === -1 ? [...others, first] : [last, ...prompt.completions.slice(0, -1)];
			return next({...state, prompt: {...prompt, completions: turned}});
		}

		const history = state.history[prompt.mode];
		const back = Math.max(0, Math.min(prompt.back + step, history.length));
		const text = back === 0 ? prompt.draft : (history.at(-back) ?? '');
		return next(withLine(state, prompt, {text, caret: text.length}, {back, draft: prompt.draft}));
	});

const edit = (name: Edit): Step =>
	onPrompt((state, prompt) => next(withLine(state, prompt, edits[name](prompt))));

const editSteps = Object.fromEntries(
	Object.keys(edits)
		.filter(isEdit)
		.map(name => [name, edit(name)]),
);

/** What the shared commands do in the input line. */
export const promptSteps: Steps = {
	...editSteps,
	// Backspace on an empty line leaves, as in vi.
	erase: onPrompt((state, prompt) => (prompt.text === '' ? cancel(state) : edit('erase')(state))),
	'caret-right': onPrompt((state, prompt) =>
		prompt.caret === prompt.text.length ? complete(state) : edit('caret-right')(state),
	),
	accept,
	cancel,
	complete,
	'history-back': browse(1),
	'history-forward': browse(-1),
};
