import type {Evidence, Finding, ObservedRow, Surroundings} from '../../../source/model/explanation.js';
import type {Resource} from '../../../source/model/resource.js';

const observed = (resource: Resource): ObservedRow => ({resource, since: resource.since, stuck: false});

const related = (one: Resource, other: Resource): boolean =>
	one.parents.includes(other.key) || other.parents.includes(one.key);

/** A row with those of all rows that belong to it, or that it or those belong to. */
export const surround = (subject: Resource, all: readonly Resource[], now: number): Surroundings => {
	const near = all.filter(one => one.key !== subject.key && related(subject, one));
	const below = near.filter(({parents}) => parents.includes(subject.key));
	const far = all.filter(
		one =>
			one.key !== subject.key && !near.includes(one) && below.some(({parents}) => parents.includes(one.key)),
	);
	return {subject: observed(subject), rows: [...near, ...far].map(observed), omitted: 0, now};
};

/** An answer about a row. */
export const answer = ({key}: Resource, what: string, value: unknown, at: number): Evidence => ({
	title: what,
	about: key,
	what,
	at,
	answer: value,
	error: null,
});

/** A finding in one line: `error cause: the sentence "the beginning of the quote"`. */
export const lineOf = ({severity, role, text, quotes}: Finding, maxQuote = 60): string => {
	const said = quotes.map(quote => ` "${quote.replaceAll('\n', ' | ').slice(0, maxQuote)}"`).join('');
	return `${severity} ${role}: ${text}${said}`;
};
