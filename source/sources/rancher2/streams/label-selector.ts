import type {JsonObject} from '../../../model/json-object.js';
import {mapOf, mapsOf, textOf, textsOf} from '../../requests/json-fields.js';

const equalities = (labels: JsonObject): readonly string[] =>
	Object.entries(labels).flatMap(([key, value]) => (typeof value === 'string' ? `${key}=${value}` : []));

const expressionText = (expression: JsonObject): readonly string[] => {
	const key = textOf(expression, 'key') ?? '';
	const values = `(${textsOf(expression, 'values').join(',')})`;
	switch (expression.operator) {
		case 'In':
			return [`${key} in ${values}`];
		case 'NotIn':
			return [`${key} notin ${values}`];
		case 'Exists':
			return [key];
		case 'DoesNotExist':
			return [`!${key}`];
		default:
			return [];
	}
};

/**
 * The selector of a workload or a service, as the apiserver takes it in a query: of a service and a replication controller
 * it is a map of labels, of all others one of `matchLabels` and `matchExpressions`. '' for one that selects nothing.
 */
export const selectorText = (object: JsonObject): string => {
	const selector = mapOf(mapOf(object, 'spec'), 'selector');
	return [
		...equalities(selector),
		...equalities(mapOf(selector, 'matchLabels')),
		...mapsOf(selector, 'matchExpressions').flatMap(expressionText),
	].join(',');
};
