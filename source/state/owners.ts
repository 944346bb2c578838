import type {Resource} from '../model/resource.js';
import type {Owner} from './actions/dialogs.js';
import {newGrid} from './grid/grid-view.js';
import {defaultSort} from './grid/sort.js';
import {type Next, next, type Step} from './next.js';
import {withNotice} from './notice.js';
import {referenceText} from './rows/reference.js';
import type {State} from './state.js';
import {subjectOf} from './subject.js';
import {pushView} from './view-stack.js';

/**
 * What a resource belongs to, nearest first. An owner without a row counts only where its kind is listed on demand,
 * because then it may just not be listed yet. Any other is gone, or may not be seen.
 */
const ownersOf = ({connections, resources}: State, {parents, source}: Resource): readonly Owner[] => {
	const kinds = connections.get(source)?.kinds ?? [];
	return parents.flatMap(key => {
		const row = resources.get(key)?.resource;
		if (row) return {key, kind: row.kind, name: row.name};
		const kind = kinds.find(({name, main}) => name === key.split('/')[2] && !main)?.name;
		return kind === undefined ? [] : {key, kind, name: referenceText(key, resources)};
	});
};

/** Why there is no owner to go to, or null. */
export const refuseOwners = (state: State): string | null => {
	const subject = subjectOf(state);
	if (!subject) return 'there is no row to start from';
	return ownersOf(state, subject).length > 0
		? null
		: `${subject.kind} ${subject.name} belongs to no other row`;
};

/** Shows the rows of a row's kind, with the cursor on it. */
export const goToRow = (state: State, {key, kind}: Pick<Owner, 'key' | 'kind'>): Next =>
	pushView({...state, dialog: null}, id =>
		newGrid(id, {kind, cursor: key, sort: defaultSort(kind, state.kinds)}),
	);

/** Whether a row is gone. A kind that was never listed as a whole may have the row all the same. */
export const isGone = (
	{resources, connections}: State,
	{key, kind, source}: Pick<Resource, 'key' | 'kind' | 'source'>,
): boolean => {
	const row = resources.get(key);
	if (row) return row.removedAt !== null;
	const connection = connections.get(source);
	return connection === undefined || connection.listed.has(kind);
};

/** As `goToRow`; says so where the row is gone. */
export const goToRowIfThere = (
	state: State,
	row: Pick<Resource, 'key' | 'kind' | 'source' | 'name'>,
): Next =>
	isGone(state, row)
		? next(withNotice(state, 'warning', `${row.kind} ${row.name} is gone`))
		: goToRow(state, row);

/** Goes to the one owner of a row, or lists them. */
export const openOwners: Step = state => {
	const of = subjectOf(state);
	if (!of) return next(state);
	const owners = ownersOf(state, of);
	const [only, ...others] = owners;
	if (!only) return next(state);
	return others.length === 0
		? goToRow(state, only)
		: next({...state, dialog: {type: 'owners', of, owners, cursor: 0}});
};
