import type {Resource} from '../../model/resource.js';
import type {Allowance} from '../../model/usage.js';

const sameList = <Value>(
	left: readonly Value[],
	right: readonly Value[],
	same: (left: Value, right: Value) => boolean,
): boolean => {
	if (left === right) return true;
	if (left.length !== right.length) return false;
	return left.every((value, index) => {
		const other = right[index];
		return other !== undefined && same(value, other);
	});
};

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

const sameTexts = (left: readonly string[], right: readonly string[]): boolean =>
	sameList(left, right, (one, other) => one === other);

const sameAllowance = (left: Allowance | undefined, right: Allowance | undefined): boolean =>
	left?.request === right?.request && left?.limit === right?.limit;

const sameAllowances = (left: Resource['allowances'], right: Resource['allowances']): boolean =>
	left === right || (sameAllowance(left?.cpu, right?.cpu) && sameAllowance(left?.memory, right?.memory));
const sameMachine = (left: Resource['machine'], right: Resource['machine']): boolean =>
	left === right ||
	(left !== undefined &&
		right !== undefined &&
		left.machineId === right.machineId &&
		sameTexts(left.names, right.names) &&
		sameTexts(left.addresses, right.addresses));

const sameActions = (left: Resource['actions'], right: Resource['actions']): boolean =>
	sameList(left, right, (one, other) => one.name === other.name);

type Parts = {-readonly [Name in keyof Resource]: Resource[Name]};

/**
 * The resource to keep once it was reported again: the old object if both are equal, else the reported one, with the
 * parts that are equal replaced by those of the old. Most parts are, and those of 100,000 rows must be neither held twice
 * nor collected as garbage all the time; a third object for each change would be garbage, too.
 */
export const renewed = (old: Resource, reported: Resource): Resource => {
	const parts: Parts = reported;
	parts.key = old.key;
	parts.id = old.id;
	if (old.source === reported.source) parts.source = old.source;
	if (old.scope === reported.scope) parts.scope = old.scope;
	if (old.name === reported.name) parts.name = old.name;
	if (old.message === reported.message) parts.message = old.message;
	if (old.created === reported.created) parts.created = old.created;
	if (sameTexts(old.parents, reported.parents)) parts.parents = old.parents;
	if (sameCells(old.cells, reported.cells)) parts.cells = old.cells;
	if (sameActions(old.actions, reported.actions)) parts.actions = old.actions;
	if (old.labels !== undefined && old.labels === reported.labels) parts.labels = old.labels;
	if (old.machine !== undefined && sameMachine(old.machine, reported.machine)) parts.machine = old.machine;
	if (old.allowances !== undefined && sameAllowances(old.allowances, reported.allowances))
		parts.allowances = old.allowances;
	return isEqual(old, reported) ? old : reported;
};

/** Whether two versions of a resource are equal, of which the equal parts are the same objects. */
const isEqual = (old: Resource, reported: Resource): boolean =>
	old.state === reported.state &&
	old.transitioning === reported.transitioning &&
	old.message === reported.message &&
	old.health === reported.health &&
	old.actions === reported.actions &&
	old.cells === reported.cells &&
	old.parents === reported.parents &&
	old.labels === reported.labels &&
	old.allowances === reported.allowances &&
	old.machine === reported.machine &&
	old.containers === reported.containers &&
	old.progress === reported.progress &&
	old.name === reported.name &&
	old.created === reported.created &&
	old.since === reported.since &&
	old.flapping === reported.flapping &&
	old.kind === reported.kind &&
	old.source === reported.source &&
	old.scope === reported.scope;
