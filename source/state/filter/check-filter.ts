import {distance} from '../../model/nearest.js';
import {type Filter, parseFilter} from './filter.js';
import {scanFilter} from './scan.js';

// Without `id` and `stuck`, which are too near to the titles of columns: IP, STACK.
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
] as const;

/**
 * Reads a filter of the command line, or says what is wrong with it. A field that nobody knows is text, as in
 * `nginx:1.15`; but one letter beside a known field it is a slip, of which an empty result would tell nobody.
 */
export const checkFilter = (text: string): Filter | {readonly error: string} => {
	const filter = parseFilter(text);
	const tokens = scanFilter(text);
	if ('error' in filter || 'error' in tokens) return filter;
	for (const token of tokens) {
		if (token.type !== 'field') continue;
		const meant = fields.find(field => distance(token.name, field) === 1);
		const typed = text.slice(token.start, token.end);
		if (meant !== undefined && !fields.some(field => field === token.name)) {
			return {
				error: `there is no field '${token.name}' (did you mean '${meant}'?); as text it is "${typed}", in quotes`,
			};
		}
	}

	return filter;
};
