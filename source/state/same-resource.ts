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
		if (!Object.is(left[title], right[title])) return false;
		count++;
	}

	return count === Object.keys(right).length;
};

/** Whether two resources list the same parents. */
export const sameParents = (left: Resource, right: Resource): boolean =>
	sameList(left.parents, right.parents, (one, other) => one === other);

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
