import type {Kind} from '../model/kind.js';
import {nearest} from '../model/nearest.js';
import type {SavedView, ViewFault} from '../model/saved-view.js';
import {parseFilter} from './filter/filter.js';
import {columnFault, knownColumns, parseSort} from './grid/sort.js';
import {isCommandWord} from './prompt/commands.js';
import {kindWords, resolveKind} from './rows/kinds.js';
import {standard, vocabularyOf} from './vocabulary.js';

const fault = (key: ViewFault['key'], text: string): ViewFault => ({key, level: 'fault', text});

/** What can be said of a saved view without knowing any kind: the faults that no run can work around. */
export const viewFaults = ({filter, sort}: SavedView): readonly ViewFault[] => {
	const filtered = parseFilter(filter);
	const sorted = sort === '' ? null : parseSort(sort);
	return [
		...('error' in filtered ? [fault('filter', filtered.error)] : []),
		...(sorted && 'error' in sorted ? [fault('sort', sorted.error)] : []),
	];
};

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

// Of some kinds only the server knows the columns.
const hasColumns = (kind: string, kinds: readonly Kind[]): boolean =>
	kind === 'all' || kinds.some(({name, columns}) => name === kind && columns.length > 0);

/**
 * What else is wrong with a saved view, with the kinds that servers have of their own: a name that hides a command, an
 * unknown kind or column. `more` are the titles of the columns that the configuration adds, by kind.
 */
export const viewDoubts = (
	name: string,
	{kind, sort}: SavedView,
	kinds: readonly Kind[],
	more: (kind: string) => readonly string[] = () => [],
): readonly ViewFault[] => {
	const hidden = isCommandWord(vocabularyOf(standard, {}), name.toLowerCase())
		? [fault(null, `the name hides the command :${name}`)]
		: [];
	const resolved = resolveKind(kind, kinds);
	if ('error' in resolved) return [...hidden, kindFault(kind, kinds)];
	const own = [...more(resolved.kind)].map(title => title.toUpperCase());
	const sorted = sort === '' ? null : parseSort(sort);
	if (!sorted || 'error' in sorted || !hasColumns(resolved.kind, kinds)) return hidden;
	const column = columnFault(sorted, [...knownColumns(resolved.kind, kinds), ...own]);
	return column === null ? hidden : [...hidden, fault('sort', column)];
};
