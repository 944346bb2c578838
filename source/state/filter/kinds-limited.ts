import type {Kind} from '../../model/kind.js';
import {inSingular, kindOperator} from './compile.js';
import {FilterError} from './fault.js';
import {type Expression, parseExpression} from './parse.js';
import {scanFilter} from './scan.js';
import {valueMatch} from './value-match.js';

type FieldTerm = Extract<Expression, {type: 'field'}>;

const kindsOf = (term: FieldTerm, kinds: readonly Kind[]): readonly string[] | null => {
	const {name, operator, value, valueAt} = term;
	if (name !== 'kind' || (operator !== ':' && operator !== '=')) return null;
	const match = valueMatch(kindOperator(term, kinds), inSingular(value, kinds), valueAt);
	const found = kinds.flatMap(kind => (match(kind.name) ? [kind.name] : []));
	return found.length > 0 ? found : [value.text.toLowerCase()];
};

const limitOf = (expression: Expression, kinds: readonly Kind[]): readonly string[] | null => {
	if (expression.type === 'field') return kindsOf(expression, kinds);
	if (expression.type !== 'and' && expression.type !== 'or') return null;
	const limits = expression.terms.map(term => limitOf(term, kinds));
	const known = limits.flatMap(limit => (limit === null ? [] : [limit]));
	if (expression.type === 'or') return known.length < limits.length ? null : [...new Set(known.flat())];
	const [first, ...others] = known;
	return first ? first.filter(kind => others.every(other => other.includes(kind))) : null;
};

/**
 * The only kinds of which rows can pass a filter, in the singular, those that no source has as they are typed; null where
 * it leaves that open, or cannot be parsed.
 */
export const kindsLimitedTo = (text: string, kinds: readonly Kind[]): readonly string[] | null => {
	const tokens = scanFilter(text);
	if ('error' in tokens || tokens.length === 0) return null;
	try {
		return limitOf(parseExpression(text, tokens), kinds);
	} catch (error) {
		if (error instanceof FilterError) return null;
		throw error;
	}
};
