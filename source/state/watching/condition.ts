import type {Kind} from '../../model/kind.js';
import {type Filter, withKinds} from '../filter/filter.js';
import type {Subject, Test} from '../filter/subject.js';
import type {Row} from '../rows/row.js';

/** What a row is waited for to be: tested on rows that are there, but for `gone`. */
export type Condition = {
	/** What the row does then: `settles`, `matches state:active`. */
	readonly text: string;
	readonly test: Test;
	/** The filter that rows are to match; null for what can be waited for without one. */
	readonly filter: Filter | null;
	/** The same, where kinds can be spelt in these ways. */
	readonly withKinds: (kinds: readonly Kind[]) => Condition;
};

const fixed = (text: string, test: (row: Row) => boolean): Condition => {
	const condition: Condition = {
		text,
		test: ({row}) => test(row),
		filter: null,
		withKinds: () => condition,
	};
	return condition;
};

/** Whether a row was removed. */
export const isGone = ({removedAt, dropped}: Row): boolean => removedAt !== null || dropped;

/** It is not there any more. */
export const gone: Condition = fixed('is gone', isGone);

/** What can be waited for besides a filter, in the order in which it is offered. */
export const conditions: readonly Condition[] = [
	fixed(
		'settles',
		({resource: {health, transitioning}}) =>
			health === 'error' || (health !== 'transitioning' && transitioning !== 'yes'),
	),
	fixed('is healthy', ({resource: {health, transitioning}}) => health === 'ok' && transitioning !== 'yes'),
	fixed('fails', ({resource}) => resource.health === 'error'),
	gone,
];

/** A row matches a filter. */
export const matching = (filter: Filter): Condition => ({
	text: `matches ${filter.text}`,
	test: filter.test,
	filter,
	withKinds(kinds) {
		const read = withKinds(filter, kinds);
		return read === filter ? this : matching(read);
	},
});

/** Whether a condition holds for a row. Of a row that is gone nothing holds but that. */
export const holds = ({test}: Condition, subject: Subject): boolean =>
	isGone(subject.row) ? test === gone.test : test(subject);
