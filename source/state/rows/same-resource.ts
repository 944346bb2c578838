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

/**
 * The resource to keep once it was reported again: the old object if both are equal, else the new one with the equal
 * parts of the old. Most parts are, and those of 100,000 rows must be neither held twice nor collected as garbage all
 * the time.
 */
export const renewed = (old: Resource, reported: Resource): Resource => {
	const name = old.name === reported.name ? old.name : reported.name;
	const message = old.message === reported.message ? old.message : reported.message;
	const parents = sameTexts(old.parents, reported.parents) ? old.parents : reported.parents;
	const cells = sameCells(old.cells, reported.cells) ? old.cells : reported.cells;
	const actions = sameActions(old.actions, reported.actions) ? old.actions : reported.actions;
	const machine = sameMachine(old.machine, reported.machine) ? old.machine : reported.machine;
	const labels = old.labels === reported.labels ? old.labels : reported.labels;
	const allowances = sameAllowances(old.allowances, reported.allowances)
		? old.allowances
		: reported.allowances;
	const {containers} = reported;
	const {state, health, transitioning, progress, created, since, flapping, kind, source, family, scope} =
		reported;
	if (
		old.state === state &&
		old.transitioning === transitioning &&
		old.message === message &&
		old.health === health &&
		old.actions === actions &&
		old.cells === cells &&
		old.parents === parents &&
		old.labels === labels &&
		old.allowances === allowances &&
		old.machine === machine &&
		old.containers === containers &&
		old.progress === progress &&
		old.name === name &&
		old.created === created &&
		old.since === since &&
		old.flapping === flapping &&
		old.kind === kind &&
		old.source === source &&
		old.scope === scope
	) {
		return old;
	}

	return {
		key: old.key,
		source: old.source === source ? old.source : source,
		family,
		scope: old.scope === scope ? old.scope : scope,
		kind,
		id: old.id,
		name,
		state,
		health,
		transitioning,
		message,
		progress,
		created: old.created === created ? old.created : created,
		since,
		...(flapping && {flapping}),
		parents,
		cells,
		...(labels !== undefined && {labels}),
		...(allowances !== undefined && {allowances}),
		...(machine !== undefined && {machine}),
		...(containers !== undefined && {containers}),
		actions,
	};
};
