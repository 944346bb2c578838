import type {Kind} from '../../model/kind.js';
import {nearest} from '../../model/nearest.js';
import {kindWords} from '../rows/kinds.js';
import {isOrder} from './compare.js';
import {isField} from './compile.js';
import {fieldsIn, isColumnOf, unknownKindWords} from './doubts.js';
import {fieldNames, fieldOfTitle, plainField} from './field-name.js';
import {kindsLimitedTo} from './kinds-limited.js';

const kindDoubts = (filter: string, kinds: readonly Kind[]): readonly string[] =>
	unknownKindWords(filter, kinds).map(word => {
		const near = nearest(word, kindWords(kinds));
		const meant = near === null ? '; it may be a custom resource' : ` (did you mean '${near}'?)`;
		return `no server has a kind '${word}' of its own${meant}`;
	});

const withColumns = (kind: Kind, more: readonly string[]): Kind => ({
	...kind,
	columns: [...kind.columns, ...more.map(title => ({title, type: 'text' as const, wide: false}))],
});

const columnWords = (kinds: readonly Kind[]): readonly string[] =>
	kinds.flatMap(({columns, measured = []}) =>
		[...columns, ...measured].map(({title}) => plainField(fieldOfTitle(title))),
	);

/** The kinds whose rows a filter is about; null where the columns of one are known to its server only. */
const kindsMeant = (filter: string, kinds: readonly Kind[], view: string | null): readonly Kind[] | null => {
	const named = kindsLimitedTo(filter, kinds) ?? (view === null ? null : [view]);
	if (named === null) return kinds;
	const meant = kinds.filter(({name, columns}) => named.includes(name) && columns.length > 0);
	return named.every(name => meant.some(kind => kind.name === name)) ? meant : null;
};

/**
 * What a filter of the configuration names that no server is known to have, without asking one: a kind, a field or a
 * column. It may be right: a server can have more.
 *
 * @param kinds those that servers have of their own
 * @param more the titles of columns that the configuration adds to a kind
 * @param view the kind that the filter is used on; null for any
 */
export const unheardIn = (
	filter: string,
	kinds: readonly Kind[],
	more: (kind: string) => readonly string[] = () => [],
	view: string | null = null,
): readonly string[] => {
	const meant = kindsMeant(filter, kinds, view)?.map(kind => withColumns(kind, more(kind.name)));
	if (!meant) return kindDoubts(filter, kinds);
	const unheard = fieldsIn(filter).flatMap(({name, operator, start, end}) => {
		if (isField(name) || isColumnOf(meant, name)) return [];
		const near = nearest(name, [...fieldNames, ...columnWords(meant)]);
		const hint = near === null ? '' : ` (did you mean '${near}'?)`;
		const isText = operator !== '!=' && !isOrder(operator);
		const asText = isText ? `; as text it is "${filter.slice(start, end)}", in quotes` : '';
		return [`there is no field or column '${name}'${hint}${asText}`];
	});
	return [...kindDoubts(filter, kinds), ...new Set(unheard)];
};
