import {countText} from '../model/count-text.js';
import {resetGrid, unmark} from './grid/window.js';
import {type Next, next, type Step} from './next.js';
import {withNotice} from './notice.js';
import {openPrompt} from './prompt/open-prompt.js';
import {remember} from './remembered/remember.js';
import type {SavedScopes} from './remembered/saved-scopes.js';
import {knownScopes, matchingScopes} from './scope/known-scopes.js';
import {Membership} from './scope/membership.js';
import {isSameScope, limitsOf, type Scope, scopeText} from './scope/scope.js';
import type {Command, Prompt, State} from './state.js';

const maxRecent = 9;

// One that was used before keeps its digit.
const withRecent = (recent: readonly Scope[], scope: Scope | null): readonly Scope[] =>
	scope === null || recent.some(one => isSameScope(one, scope))
		? recent
		: [scope, ...recent].slice(0, maxRecent);

/** The sources that have rows in a scope. Looks at all rows. */
const sourcesIn = ({resources, kinds}: State, scope: Scope): ReadonlySet<string> => {
	const membership = new Membership(scope, limitsOf(kinds), resources);
	const sources = new Set<string>();
	for (const {resource} of resources.rows()) {
		if (!sources.has(resource.source) && membership.has(resource)) sources.add(resource.source);
	}

	return sources;
};

const rememberScope = (state: State): Next => {
	const {scope, connections, remembered} = state;
	const sources = scope ? sourcesIn(state, scope) : new Set();
	const entries: Record<string, SavedScopes> = {};
	// Those that have the scope last: the last one counts when all of them are watched again.
	const names = [...connections.keys()].sort(
		(one, other) => Number(sources.has(one)) - Number(sources.has(other)),
	);
	for (const source of names) {
		const own = sources.has(source) ? scope : null;
		entries[source] = {scope: own, recent: withRecent(remembered.scopes.get(source)?.recent ?? [], own)};
	}

	return remember(state, 'scopes', entries);
};

// Nobody would see that an action goes to marked rows that are no longer shown.
const withoutHiddenMarks = (state: State): State => unmark(state, key => state.index.indexOf(key) === -1);

/** Limits all grids to a scope, or to none. */
export const showScope = (state: State, scope: Scope | null): Next => {
	if (isSameScope(state.scope, scope)) return next(state);
	const recentScopes = withRecent(state.recentScopes, scope);
	return rememberScope(withoutHiddenMarks(resetGrid({...state, scope, recentScopes})));
};

/** The scope that was remembered for the sources that are opened so far: of several the one that was chosen last. */
export const recallScopes = (state: State): State => {
	const {connections, remembered} = state;
	const kept = [...remembered.scopes].flatMap(([source, entry]) => (connections.has(source) ? [entry] : []));
	const scope = kept.findLast(entry => entry.scope !== null)?.scope ?? null;
	const recentScopes = kept.flatMap(({recent}) => recent).reduceRight(withRecent, []);
	return {...state, scope, recentScopes};
};

// `0` and the digits of the last ones mean the same in the prompt as in the grid.
const digitNamed = (state: State, text: string): Scope | null | undefined =>
	text === '0' ? null : /^[1-9]$/.test(text) ? state.recentScopes[Number(text) - 1] : undefined;

/** Chooses what was typed into the prompt: a name, the digit of a scope that was used before, or the best completion. */
export const chooseScope = (state: State, text: string, [best]: readonly string[]): Next => {
	const typed = text.trim();
	if (typed === '') return next(state);
	const choices = matchingScopes('', knownScopes(state.kinds, state.resources.rows(), state.resources));
	const called = (name: string | undefined) => choices.find(({label}) => label === name)?.scope;
	const chosen = called(typed) ?? digitNamed(state, typed);
	const scope = chosen === undefined ? called(best) : chosen;
	if (scope !== undefined) return showScope(state, scope);
	return next(withNotice(state, 'warning', `no namespace, project or environment is called '${typed}'`));
};

/** What may be meant by a text typed into the prompt, best first. Looks at all rows. */
export const scopeLabels = ({kinds, resources}: State, text: string): readonly string[] =>
	matchingScopes(text, knownScopes(kinds, resources.rows(), resources)).map(({label}) => label);

/** The same from the few rows that are scopes themselves. */
export const listedScopeLabels = ({kinds, resources}: State, text: string): readonly string[] => {
	const rows = kinds.flatMap(({name, limits}) => (limits ? [...resources.ofKind(name)] : []));
	return matchingScopes(text, knownScopes(kinds, rows, resources)).map(({label}) => label);
};

/** What the prompt offers before anything is typed: the digits of what was used before, and all names. */
export const scopeUsage = ({recentScopes}: State, {completions}: Prompt): string => {
	const recent = recentScopes.map((scope, index) => `${index + 1} ${scopeText(scope)}`);
	return [...['0 all', ...recent], ...completions].join('  ');
};

const refuseScopes = ({kinds}: State): string | null =>
	kinds.some(({limits}) => limits === 'scope')
		? null
		: 'no source has namespaces, projects or environments to choose from';

const showRecent: Step = (state, nth = 0) => {
	const scope = state.recentScopes[nth];
	if (scope) return showScope(state, scope);
	const count = state.recentScopes.length;
	const chosen =
		count === 0
			? 'no namespace, project or environment was chosen yet'
			: `only ${countText(count, 'namespace, project or environment was', 'namespaces, projects or environments were')} chosen yet`;
	return next(withNotice(state, 'warning', `${nth + 1} is free: ${chosen}`));
};

/** The commands that limit all grids to a namespace, a project or an environment. */
export const scopeCommands: readonly Command[] = [
	{
		command: 'scope',
		keys: 'n',
		title: 'only one namespace, project, environment',
		group: 'view',
		refuse: refuseScopes,
		on: ['grid'],
		run: state => next(openPrompt(state, 'scope', scopeLabels(state, ''))),
	},
	{
		command: 'all-scopes',
		keys: '0',
		title: 'all namespaces, projects, environments',
		group: 'view',
		on: ['grid'],
		run: state => showScope(state, null),
	},
	{
		command: 'recent-scopes',
		keys: '1 2 3 4 5 6 7 8 9',
		title: 'those that were used last',
		group: 'view',
		on: ['grid'],
		run: showRecent,
	},
];
