import type {State} from '../state.js';
import {matches, parseFilter} from './filter.js';

/** Rows that suffice for V8 to compile what tests them. */
const maxRows = 2000;

/** Tests rows once, so that the first filter that a person types does not wait for V8 to compile the test. */
export const rehearseFilter = ({resources}: Pick<State, 'resources'>): void => {
	let left = maxRows;
	const filter = parseFilter('rehearsal');
	if ('error' in filter) return;
	for (const row of resources.rows()) {
		if (left === 0) return;
		left -= 1;
		matches(filter, row, resources);
	}
};
