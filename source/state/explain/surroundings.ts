import type {ObservedRow, Surroundings} from '../../model/explanation.js';
import type {Resource, ResourceKey} from '../../model/resource.js';
import type {Row} from '../rows/row.js';
import {troubleRank} from '../rows/trouble.js';
import type {State} from '../state.js';

/** As many rows of each sort are enough to explain one: a cluster has tens of thousands. */
const maxAbove = 60;
const maxBelow = 100;
const maxBeside = 60;

const observed = ({resource, since, stuck}: Row): ObservedRow => ({resource, since, stuck});

/** The worst of them, without sorting what may be all rows. */
const worstFirst = (rows: Iterable<Row>, max: number): readonly Row[] => {
	const byRank = new Map<number, Row[]>();
	for (const row of rows) {
		const rank = troubleRank(row);
		const known = byRank.get(rank);
		if (!known) byRank.set(rank, [row]);
		else if (known.length < max) known.push(row);
	}

	const ranks = [...byRank].sort(([one], [other]) => one - other);
	return ranks.flatMap(([, found]) => found).slice(0, max);
};

type Rows = Pick<State, 'resources'>;

const present = ({resources}: Rows, keys: Iterable<ResourceKey>): readonly Row[] =>
	[...keys].flatMap(key => {
		const row = resources.get(key);
		return row && row.removedAt === null ? [row] : [];
	});

/** The rows that these name as parents, and the parents of those. */
const above = (state: Rows, {parents}: Resource): ReadonlySet<Row> => {
	const found = new Set(present(state, parents.slice(0, 1000)));
	for (const {resource} of [...found])
		for (const row of present(state, resource.parents.slice(0, 10))) found.add(row);
	return found;
};

/**
 * A row with those around it, from which it is explained: what it belongs to, what belongs to it, and what that belongs to
 * besides. One look at all rows.
 */
export const surroundingsOf = (state: Rows & Pick<State, 'now'>, subject: Resource): Surroundings => {
	const {resources, now} = state;
	const own = resources.get(subject.key);
	const children = [...resources.childrenOf(subject.key)].filter(({removedAt}) => removedAt === null);
	const below = worstFirst(children, maxBelow);
	const up = worstFirst(above(state, subject), maxAbove);
	const known = new Set<Row | undefined>([own, ...up, ...below]);
	const beside = new Set(below.flatMap(({resource}) => present(state, resource.parents.slice(0, 10))));
	const others = [...beside].filter(row => !known.has(row));
	return {
		subject: own ? observed(own) : {resource: subject, since: subject.since, stuck: false},
		rows: [...up, ...below, ...worstFirst(others, maxBeside)].map(observed),
		omitted: children.length - below.length,
		now,
	};
};

const sameRow = (one: ObservedRow, other: ObservedRow | undefined): boolean =>
	one.resource === other?.resource && one.since === other.since && one.stuck === other.stuck;

/** Whether the same rows are as they were. */
export const isSame = (one: Surroundings, other: Surroundings): boolean =>
	one.rows.length === other.rows.length &&
	sameRow(one.subject, other.subject) &&
	one.rows.every((row, index) => sameRow(row, other.rows[index]));

/** The states of all rows, by their keys. */
export const statesOf = ({subject, rows}: Surroundings): ReadonlyMap<ResourceKey, string> =>
	new Map([subject, ...rows].map(({resource}) => [resource.key, resource.state]));
