import type {Action, Verb} from '../../model/action.js';
import type {Resource} from '../../model/resource.js';
import type {State} from '../state.js';
import {subjectOf, targetsOf} from '../subject.js';

const offers = (resource: Resource, verb: Verb): boolean =>
	resource.actions.some(action => action.verb === verb);

// The reason has to fit into the bottom lines of a small terminal; the menu lists the actions.
const mostNames = 40;

const notOffered = (resource: Resource, verb: Verb): string => {
	const names = resource.actions.map(action => action.name).join(', ');
	const offered =
		names.length > mostNames ? `it offers ${resource.actions.length} others` : `it offers ${names}`;
	const rest = names === '' ? 'it offers no action at all' : offered;
	return `${resource.name} (${resource.kind}, ${resource.state}) does not offer ${verb}; ${rest}`;
};

const readOnly = 'read-only: rwatch was started with --read-only';

/** Whether rwatch or the source of one of these resources is read-only. */
export const isReadOnly = (state: State, targets: readonly Resource[]): boolean =>
	state.settings.readOnly || targets.some(({source}) => state.connections.get(source)?.readOnly === true);

const refuseConnection = (state: State, source: string): string | null => {
	const connection = state.connections.get(source);
	if (connection?.readOnly) return `${source} is read-only in the configuration`;
	if (connection?.status === 'refused')
		return `${source} refused the credentials: ${connection.message ?? 'no reason given'}`;
	return null;
};

const refuseTarget = (state: State, {key, source, name}: Resource): string | null => {
	const row = state.resources.get(key);
	return !row || row.removedAt !== null ? `${name} is gone` : refuseConnection(state, source);
};

/** Why a source refuses all changes, or null. */
export const refuseSource = (state: State, source: string): string | null =>
	state.settings.readOnly ? readOnly : refuseConnection(state, source);

/** Why these resources may not be changed, or null. */
const refuseChange = (state: State, targets: readonly Resource[]): string | null => {
	if (state.settings.readOnly) return readOnly;
	if (targets.length === 0) return 'there is no row to act on';
	for (const target of targets) {
		const reason = refuseTarget(state, target);
		if (reason) return reason;
	}

	return null;
};

/**
 * Why no action can be sent to these resources now, or null. One that the server has not answered yet is a reason too:
 * pressing its key twice must not send it twice.
 */
export const refuseAction = (state: State, targets: readonly Resource[]): string | null => {
	const reason = refuseChange(state, targets);
	if (reason) return reason;
	for (const {key, name} of targets) {
		const action = state.resources.get(key)?.action;
		if (action?.phase === 'sending') return `${action.title.toLowerCase()} is still being sent to ${name}`;
	}

	return null;
};

/** Why an action cannot be sent to the targets now, naming the row; or null. */
export const refuseVerb = (state: State, verb: Verb): string | null => {
	const targets = targetsOf(state);
	const reason = refuseAction(state, targets);
	if (reason) return reason;
	const lacking = targets.find(target => !offers(target, verb));
	return lacking ? notOffered(lacking, verb) : null;
};

/** The action of a resource with the same name, else with the same verb; or undefined. */
export const offeredBy = (resource: Resource, action: Action): Action | undefined =>
	resource.actions.find(one => one.name === action.name) ??
	resource.actions.find(one => one.verb !== null && one.verb === action.verb);

/** The actions that all targets offer, as the first one names and orders them. */
export const commonActions = ([first, ...rest]: readonly Resource[]): readonly Action[] =>
	first?.actions.filter(action => rest.every(other => offeredBy(other, action))) ?? [];

/** Why there is no menu of actions now, or null. */
export const refuseActions = (state: State): string | null => {
	const targets = targetsOf(state);
	const [first] = targets;
	if (!first) return 'there is no row to act on';
	if (commonActions(targets).length > 0) return null;
	return targets.length === 1
		? `${first.name} (${first.kind}, ${first.state}) offers no action`
		: `the ${targets.length} marked rows have no action in common`;
};

/** Why logs, shell or stats (or with null: anything about a row) cannot be shown now; or null. */
export const refuseLook = (state: State, verb: 'logs' | 'shell' | 'stats' | null): string | null => {
	const subject = subjectOf(state);
	if (!subject) return 'there is no row to look at';
	if (verb === null) return null;
	const targets = verb === 'logs' ? targetsOf(state) : [subject];
	if (verb === 'shell') {
		// A shell can change things.
		const reason = refuseChange(state, targets);
		if (reason) return reason;
	}

	const lacking = targets.find(target => !offers(target, verb));
	return lacking ? notOffered(lacking, verb) : null;
};
