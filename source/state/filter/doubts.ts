import type {Kind} from '../../model/kind.js';
import type {Row, RowLookup} from '../rows/row.js';
import {fieldOfTitle, isField, namesSomeKind} from './compile.js';
import {matches, parseFilter} from './filter.js';
import {type FilterToken, scanFilter} from './scan.js';

type FieldToken = Extract<FilterToken, {type: 'field'}>;

const fieldsIn = (text: string): readonly FieldToken[] => {
	const tokens = scanFilter(text);
	return 'error' in tokens ? [] : tokens.flatMap(token => (token.type === 'field' ? [token] : []));
};

/** The words after `kind:` in a filter that are no kind of any source; [] while no kinds are known. */
export const unknownKindWords = (text: string, kinds: readonly Kind[]): readonly string[] =>
	kinds.length === 0
		? []
		: fieldsIn(text).flatMap(token =>
				token.name === 'kind' && !namesSomeKind(token, kinds) ? [token.value.text] : [],
			);

/** What a filter is used on. */
export type Filtered = {
	/** All kinds of all sources. */
	readonly kinds: readonly Kind[];
	/** Those of them whose rows are looked through. */
	readonly inView: readonly Kind[];
	/** The rows that are looked through, whether or not the filter lets them pass. */
	readonly rows: () => Iterable<Row>;
	readonly lookup: RowLookup;
};

const isKnownTo = (name: string, {resource}: Row): boolean =>
	Object.keys(resource.cells).some(title => fieldOfTitle(title) === name);

/** A field that nobody knows is text, as in `nginx:1.15`: no doubt of it where a row has that text. */
const doubtOf = (token: FieldToken, text: string, {inView, rows, lookup}: Filtered): string | null => {
	const {name, operator, start, end} = token;
	const columns = inView.flatMap(kind => kind.columns.map(({title}) => fieldOfTitle(title)));
	if (isField(name) || columns.includes(name)) return null;
	const typed = text.slice(start, end);
	const asText = operator === '!=' ? {error: ''} : parseFilter(typed);
	for (const row of rows()) {
		if (isKnownTo(name, row)) return null;
		if (!('error' in asText) && matches(asText, row, lookup)) return null;
	}

	const nor = operator === '!=' ? '' : `, nor the text "${typed}"`;
	return `no row has a field or column '${name}'${nor}`;
};

/**
 * What a filter asks for that nothing has, in words for a person: a field or column that there is not, a kind that no
 * source has. A filter may be right all the same: such rows may come.
 */
export const filterDoubts = (text: string, filtered: Filtered): readonly string[] => [
	...new Set([
		...unknownKindWords(text, filtered.kinds).map(word => `no source has a kind '${word}'`),
		...fieldsIn(text).flatMap(token => doubtOf(token, text, filtered) ?? []),
	]),
];
