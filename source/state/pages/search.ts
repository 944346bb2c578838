import {contextOf} from '../context.js';
import {matchOf, parseTextMatch, type SearchFrom, type TextMatch} from '../filter/text-match.js';
import {keyHint} from '../keys/keymap.js';
import {linePattern} from '../logs/line-filter.js';
import {type Next, next, type Step} from '../next.js';
import {withNotice} from '../notice.js';
import type {Command, State} from '../state.js';
import {replaceView} from '../view-stack.js';
import {searchDescribe} from './describe-scroll.js';
import {searchLogs} from './log-scroll.js';

/** The fault of a search pattern, or null. */
export const searchFault = (text: string): string | null => {
	const match = text === '' ? null : parseTextMatch(text);
	return match && 'error' in match ? match.error : null;
};

const search = (state: State, match: TextMatch, from: SearchFrom): State => {
	const view = state.views.at(-1);
	if (view?.type === 'logs') return searchLogs(state, view, from);
	return view?.type === 'describe' ? searchDescribe(state, view, match, from) : state;
};

/** Searches the current logs or description; '' ends the search. */
export const searchFor = (state: State, text: string): State => {
	const view = state.views.at(-1);
	if (view?.type !== 'logs' && view?.type !== 'describe') return state;
	const changed = replaceView(state, {...view, search: text});
	const match = matchOf(text);
	if (view.type === 'logs') view.index.search(linePattern(text));
	return match ? search(changed, match, 'here') : changed;
};

const again =
	(from: SearchFrom): Step =>
	(state): Next => {
		const view = state.views.at(-1);
		const match = view?.type === 'logs' || view?.type === 'describe' ? matchOf(view.search) : null;
		if (match) return next(search(state, match, from));
		const start = keyHint(state.keymap, 'search', contextOf(state), key => `: ${key} starts one`);
		return next(withNotice(state, 'info', `no search yet${start}`));
	};

const where = ['logs', 'describe'];

/** Next and previous match. */
export const searchCommands: readonly Command[] = [
	{
		command: 'search-next',
		keys: 'n',
		title: 'next match',
		group: 'view',
		on: where,
		run: again('next'),
	},
	{
		command: 'search-previous',
		keys: 'N',
		title: 'previous match',
		group: 'view',
		on: where,
		run: again('previous'),
	},
];
