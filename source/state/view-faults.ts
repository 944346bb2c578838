import type {SavedView, ViewFault} from '../model/saved-view.js';
import {parseFilter} from './filter/filter.js';
import {parseSort} from './grid/sort.js';

/** What is wrong with one key of a saved view, or with the whole of it. */
export const fault = (key: ViewFault['key'], text: string): ViewFault => ({key, level: 'fault', text});

/** The faults of a saved view that can be found without knowing any kind. */
export const viewFaults = ({filter, sort}: SavedView): readonly ViewFault[] => {
	const filtered = parseFilter(filter);
	const sorted = sort === '' ? null : parseSort(sort);
	return [
		...('error' in filtered ? [fault('filter', filtered.error)] : []),
		...(sorted && 'error' in sorted ? [fault('sort', sorted.error)] : []),
	];
};
