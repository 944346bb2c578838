import {themeNames} from '../../model/theme-name.js';
import {scopeLabels} from '../choose-scope.js';
import {fuzzyRanked} from '../filter/fuzzy.js';
import {completeKind, resolveKind} from '../rows/kinds.js';
import type {State} from '../state.js';
import {firstWords} from './commands.js';

// A completion replaces one word: names with blanks are omitted.
const completeScope = (state: State, kind: string, typed: string): readonly string[] =>
	typed.startsWith('/') || 'error' in resolveKind(kind, state.kinds)
		? []
		: scopeLabels(state, typed).filter(label => label !== typed && !/\s/.test(label));

/** Completions of the word that is being typed after `:`, best first. */
export const completeCommand = (state: State, text: string): readonly string[] => {
	const [, kind, typed = ''] = /^\s*(\S+)\s+(\S+)$/.exec(text) ?? [];
	if (kind?.toLowerCase() === 'theme') return fuzzyRanked(typed, themeNames).filter(name => name !== typed);
	if (kind !== undefined) return completeScope(state, kind, typed);
	if (text === '' || /\s/.test(text)) return [];
	const own = firstWords(state);
	const lower = text.toLowerCase();
	const plurals = state.kinds.map(({plural}) => plural);
	const found = [
		...own.filter(word => word.toLowerCase().startsWith(lower)),
		...completeKind(text, state.kinds),
	];
	// A word that is whole may go on, but does not become another one.
	const isWhole = own.includes(text) || plurals.includes(text);
	const others = isWhole ? [] : fuzzyRanked(text, [...own, ...plurals]);
	return [...new Set([...found, ...others])].filter(word => word !== text);
};
