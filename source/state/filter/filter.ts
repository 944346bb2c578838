import type {Kind} from '../../model/kind.js';
import type {Row} from '../rows/row.js';
import {compileExpression, needleOf} from './compile.js';
import type {FilterContext} from './context.js';
import {type Fault, FilterError, placedFault} from './fault.js';
import {type FindPlaces, findNothing, findPlacesOf} from './find-places.js';
import {parseExpression} from './parse.js';
import {scanFilter} from './scan.js';
import {Subject, type Test} from './subject.js';

/** A filter expression, compiled once. */
export type Filter = {
	/** As typed; '' lets every row through. */
	readonly text: string;
	/** Use `matches`, but for many filters on one row. */
	readonly test: Test;
	/** The fields that it is about, as typed, in small letters. */
	readonly fields: readonly string[];
	/** Where its matches are in what is shown of a row. */
	readonly findPlaces: FindPlaces;
	/** If it just looks for a text anywhere in a row: that text in lower case; else null. */
	readonly needle: string | null;
};

/** Lets every row through. */
export const noFilter: Filter = {text: '', test: () => true, fields: [], findPlaces: findNothing, needle: ''};

/**
 * Reads a filter expression, or says what is wrong with it and where.
 *
 * - `web 1`: the text anywhere in name, kind, state, message, source, id or a cell, ignoring case.
 * - `web-(1|2)`, `^web`, `/web.1/`: a regular expression over the same, where `^` and `$` are the ends of each of them.
 * - `"c++"`: text as it stands.
 * - `~cdns`: these letters in this order in the name.
 * - `state:active`, `message:/pull(ing)?/`, `image:"a b"`: only in that field: `name`, `kind`, `state`, `health`, `source`,
 *   `message`, `id`, `scope`, `family`, `transitioning`, `stuck`, `flapping` or the title of an own column.
 * - `state=active`, `state!=active`: the whole field, ignoring case.
 * - `restarts>=5`, `cpu>500m`, `mem<1Gi`, `last-seen<10m`: amounts of own columns; what has no amount does not pass.
 * - `age<2h`, `since>10m`: how long a row exists, or is in its state; where only a lower bound is known it is not less.
 * - `label:app=web`, `-l app=web,tier!=db`, `-l env in (a,b),!old`: labels as Kubernetes selects by them.
 * - `kind:pods`, `kind:po`: plurals and short forms of `kinds` mean the same as the singular.
 * - `!term`, `not term`, `a and b`, `a or b`, `(a or b) and c`; a field next to anything else means `and`.
 */
export const parseFilter = (text: string, kinds: readonly Kind[] = []): Filter | Fault => {
	if (text.trim() === '') return noFilter;
	const tokens = scanFilter(text);
	if ('error' in tokens) return placedFault(text, tokens.error, tokens);
	try {
		const expression = parseExpression(text, tokens);
		const test = compileExpression(expression, kinds);
		return {
			text,
			test,
			fields: tokens.flatMap(token => (token.type === 'field' ? [token.name] : [])),
			findPlaces: findPlacesOf(expression),
			needle: needleOf(expression),
		};
	} catch (error) {
		if (error instanceof FilterError) return placedFault(text, error.message, error.place);
		throw error;
	}
};

/** The filter compiled with these kinds; the same one if it names no kind. */
export const withKinds = (filter: Filter, kinds: readonly Kind[]): Filter => {
	if (!/\bkind\s*[:!=]/i.test(filter.text)) return filter;
	const read = parseFilter(filter.text, kinds);
	return 'error' in read ? filter : read;
};

/** Whether a row passes. */
export const matches = (filter: Filter, row: Row, context: FilterContext): boolean =>
	filter.test(new Subject(row, context));

/** Whether rows that do not pass `before` cannot pass this one either, as when one more letter was typed. */
export const narrows = ({needle}: Filter, before: Filter): boolean =>
	needle !== null && before.needle !== null && needle.includes(before.needle);
