import {distance} from '../../model/nearest.js';
import {type Fault, placedFault} from './fault.js';
import {type Filter, parseFilter} from './filter.js';
import {scanFilter} from './scan.js';

// Without `id`, `stuck` and `age`, which are too near to titles of columns and to words: IP, STACK, page.
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
 * Reads a filter of the command line, or says what is wrong with it. A field that nobody knows is text, as in
 * `nginx:1.15`; but one letter beside a known field it is a slip, which an empty result would not show.
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
