import {distance} from '../../model/nearest.js';
import {type Fault, placedFault} from './fault.js';
import {type Filter, parseFilter} from './filter.js';
import {scanFilter} from './scan.js';

// Without `id`, `stuck` and `age`, which are too close to column titles and words: IP, STACK, page.
const fields = [
	'state',
	'health',
	'kind',
	'source',
	'name',
	'message',
	'scope',
	'family',
	'transitioning',
	'since',
] as const;

/**
 * Parses a filter from the command line, or says what is wrong with it. An unknown field is text, as in `nginx:1.15`;
 * but one letter away from a known field it is a typo, which an empty result would hide.
 */
export const checkFilter = (text: string): Filter | Fault => {
	const filter = parseFilter(text);
	const tokens = scanFilter(text);
	if ('error' in filter || 'error' in tokens) return filter;
	for (const token of tokens) {
		if (token.type !== 'field') continue;
		const meant = fields.find(field => distance(token.name, field) === 1);
		const typed = text.slice(token.start, token.end);
		if (meant !== undefined && !fields.some(field => field === token.name)) {
			const error = `there is no field '${token.name}' (did you mean '${meant}'?); as text it is "${typed}", in quotes`;
			return placedFault(text, error, token);
		}
	}

	return filter;
};
