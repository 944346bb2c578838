import {distance} from '../../model/nearest.js';
import {type Fault, placedFault} from './fault.js';
import {fieldNames} from './field-name.js';
import {type Filter, parseFilter} from './filter.js';
import {scanFilter} from './scan.js';

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
		const meant = fieldNames.find(field => distance(token.name, field) === 1);
		const typed = text.slice(token.start, token.end);
		if (meant !== undefined && !fieldNames.includes(token.name)) {
			const error = `there is no field '${token.name}' (did you mean '${meant}'?); as text it is "${typed}", in quotes`;
			return placedFault(text, error, token);
		}
	}

	return filter;
};
