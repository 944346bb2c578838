import type {Resource} from '../model/resource.ts';

const sameList = <Value>(
	left: readonly Value[],
	right: readonly Value[],
	same: (left: Value, right: Value) => boolean,
): boolean =>
	left === right ||
	(left.length === right.length &&
		left.every((value, index) => {
			const other = right[index];
			return other !== undefined && same(value, other);
		}));

const sameCells = (left: Resource['cells'], right: Resource['cells']): boolean => {
	if (left === right) return true;
	let count = 0;
	for (const title in left) {
		const value = left[title];
		if (value !== right[title] && !Object.is(value, right[title])) return false;
		count++;
	}

	for (const _title in right) count--;
	return count === 0;
};

/** Whether two resources list the same parents. */
export const sameParents = ({parents: left}: Resource, {parents: right}: Resource): boolean =>
	left === right || (left.length === right.length && left.every((parent, index) => parent === right[index]));

/** Whether two versions of a resource say the same, so that nothing happened. */
export const sameResource = (left: Resource, right: Resource): boolean =>
	left.state === right.state &&
	left.transitioning === right.transitioning &&
	left.message === right.message &&
	left.health === right.health &&
	left.progress === right.progress &&
	left.name === right.name &&
	left.kind === right.kind &&
	left.source === right.source &&
	left.scope === right.scope &&
	left.created === right.created &&
	left.since === right.since &&
	sameParents(left, right) &&
	sameCells(left.cells, right.cells) &&
	sameList(left.actions, right.actions, (one, other) => one.name === other.name);

/**
 * A new version of a resource with the parts of the old one that say the same: most do, and what 100,000 rows hold
 * must neither be held twice nor be collected all the time.
 */
export const withPartsOf = (old: Resource, fresh: Resource): Resource => ({
	key: old.key,
	source: fresh.source,
	family: fresh.family,
	scope: old.scope === fresh.scope ? old.scope : fresh.scope,
	kind: fresh.kind,
	id: old.id,
	name: old.name === fresh.name ? old.name : fresh.name,
	state: fresh.state,
	health: fresh.health,
	transitioning: fresh.transitioning,
	message: old.message === fresh.message ? old.message : fresh.message,
	progress: fresh.progress,
	created: fresh.created,
	since: fresh.since,
	parents: sameParents(old, fresh) ? old.parents : fresh.parents,
	cells: sameCells(old.cells, fresh.cells) ? old.cells : fresh.cells,
	actions: fresh.actions,
});
