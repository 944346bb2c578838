import type {Kind} from '../../model/kind.js';
import {labelOf} from '../../model/labels.js';
import {kindNamed} from '../rows/kinds.js';
import type {Row} from '../rows/row.js';
import {isOrder} from './compare.js';
import {isField, namesSomeKind} from './compile.js';
import type {FilterContext} from './context.js';
import {fieldOfTitle, figureField, plainField} from './field-name.js';
import {matches, parseFilter} from './filter.js';
import type {Requirement} from './label-selector.js';
import {type FilterToken, scanFilter} from './scan.js';

type FieldToken = Extract<FilterToken, {type: 'field'}>;

const tokensIn = (text: string): readonly FilterToken[] => {
	const tokens = scanFilter(text);
	return 'error' in tokens ? [] : tokens;
};

/** The terms of a filter with a field or column, such as `state:active`; [] where it cannot be parsed. */
export const fieldsIn = (text: string): readonly FieldToken[] =>
	tokensIn(text).flatMap(token => (token.type === 'field' ? [token] : []));

const labelsIn = (text: string): readonly Requirement[] =>
	tokensIn(text).flatMap(token => (token.type === 'labels' ? token.requirements : []));

/** The words after `kind:` in a filter that name no kind of any source; [] while no kinds are known. */
export const unknownKindWords = (text: string, kinds: readonly Kind[]): readonly string[] =>
	kinds.length === 0
		? []
		: fieldsIn(text).flatMap(token =>
				token.name === 'kind' && !namesSomeKind(token, kinds) ? [token.value.text] : [],
			);

/** The kinds that a filter names, in the singular; those that no source has as they are typed. */
export const kindsNamedIn = (text: string, kinds: readonly Kind[]): readonly string[] =>
	fieldsIn(text).flatMap(({name, value}) =>
		name === 'kind' ? [kindNamed(value.text, kinds) ?? value.text.toLowerCase()] : [],
	);

/** What a filter is used on. */
export type Filtered = {
	readonly kinds: readonly Kind[];
	/** Those of them whose rows are looked through. */
	readonly inView: readonly Kind[];
	/** The rows that are looked through, whether or not the filter lets them pass. */
	readonly rows: () => Iterable<Row>;
	readonly lookup: FilterContext;
};

const isCalled = (title: string, name: string): boolean =>
	plainField(fieldOfTitle(title)) === plainField(name);

/** Whether one of these kinds has a column of this name, or one once it is measured. */
export const isColumnOf = (kinds: readonly Kind[], name: string): boolean => {
	const figure = figureField(name, '');
	return kinds.some(
		({columns, measured = []}) =>
			columns.some(({title}) => isCalled(title, name)) || measured.some(({title}) => isCalled(title, figure)),
	);
};

/** An unknown field is text, as in `nginx:1.15`: no doubt about it if a row contains that text. */
const doubtOf = (token: FieldToken, text: string, {inView, rows, lookup}: Filtered): string | null => {
	const {name, operator, start, end} = token;
	if (isField(name) || isColumnOf(inView, name)) return null;
	const typed = text.slice(start, end);
	const isText = operator !== '!=' && !isOrder(operator);
	const asText = isText ? parseFilter(typed) : {error: ''};
	for (const row of rows()) {
		if (Object.keys(row.resource.cells).some(title => isCalled(title, name))) return null;
		if (!('error' in asText) && matches(asText, row, lookup)) return null;
	}

	const nor = isText ? `, nor the text "${typed}"` : '';
	return `no row has a field or column '${name}'${nor}`;
};

const labelDoubt = ({key, operator}: Requirement, {rows}: Filtered): string | null => {
	if (operator === 'absent' || operator === 'notin') return null;
	for (const {resource} of rows()) if (labelOf(resource.labels ?? '', key) !== null) return null;
	return `no row has a label '${key}'`;
};

/**
 * What a filter mentions that does not exist, in words for the screen: a field, column, label or kind. The filter may
 * still be right: such rows may come.
 */
export const filterDoubts = (text: string, filtered: Filtered): readonly string[] => [
	...new Set([
		...unknownKindWords(text, filtered.kinds).map(word => `no source has a kind '${word}'`),
		...fieldsIn(text).flatMap(token => doubtOf(token, text, filtered) ?? []),
		...labelsIn(text).flatMap(requirement => labelDoubt(requirement, filtered) ?? []),
	]),
];
