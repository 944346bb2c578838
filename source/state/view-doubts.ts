import type {Kind} from '../model/kind.js';
import {nearest} from '../model/nearest.js';
import type {SavedView, ViewFault} from '../model/saved-view.js';
import {unheardIn} from './filter/unheard.js';
import {columnFault, knownColumns, parseSort} from './grid/sort.js';
import {isCommandWord} from './prompt/commands.js';
import {kindWords, resolveKind} from './rows/kinds.js';
import {fault} from './view-faults.js';
import {standard, vocabularyOf} from './vocabulary.js';

const kindFault = (kind: string, kinds: readonly Kind[]): ViewFault => {
	const near = nearest(kind, kindWords(kinds));
	return near === null
		? {
				key: 'kind',
				level: 'warning',
				text: `no server has a kind '${kind}' of its own; it may be a custom resource`,
			}
		: fault('kind', `there is no kind '${kind}' (did you mean '${near}'?)`);
};

// The columns of some kinds are known to the server only.
const hasColumns = (kind: string, kinds: readonly Kind[]): boolean =>
	kind === 'all' || kinds.some(({name, columns}) => name === kind && columns.length > 0);

const warning = (key: ViewFault['key'], text: string): ViewFault => ({key, level: 'warning', text});

/**
 * Further doubts about a saved view, given the built-in kinds of servers: a name that hides a command, an unknown kind or
 * column. `more` gives the titles of columns that the configuration adds to a kind.
 */
export const viewDoubts = (
	name: string,
	{kind, filter, sort}: SavedView,
	kinds: readonly Kind[],
	more: (kind: string) => readonly string[] = () => [],
): readonly ViewFault[] => {
	const hidden = isCommandWord(vocabularyOf(standard, {}), name.toLowerCase())
		? [fault(null, `the name hides the command :${name}`)]
		: [];
	const resolved = resolveKind(kind, kinds);
	if ('error' in resolved) return [...hidden, kindFault(kind, kinds)];
	const viewed = resolved.kind === 'all' ? null : resolved.kind;
	const doubts = [...hidden, ...unheardIn(filter, kinds, more, viewed).map(text => warning('filter', text))];
	const own = [...more(resolved.kind)].map(title => title.toUpperCase());
	const sorted = sort === '' ? null : parseSort(sort);
	if (!sorted || 'error' in sorted || !hasColumns(resolved.kind, kinds)) return doubts;
	const column = columnFault(sorted, [...knownColumns(resolved.kind, kinds), ...own]);
	return column === null ? doubts : [...doubts, fault('sort', column)];
};
