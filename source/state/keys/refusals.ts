import type {Verb} from '../../model/action.js';
import {countText} from '../../model/count-text.js';
import type {Resource} from '../../model/resource.js';
import {refuseDeed, refuseTargets} from '../policy/policy.js';
import {commonActions} from '../rows/offered.js';
import type {State} from '../state.js';
import {subjectOf, targetsOf} from '../subject.js';

const offers = (resource: Resource, verb: Verb): boolean =>
	resource.actions.some(action => action.verb === verb);

// The reason has to fit into the bottom lines of a small terminal; the menu lists the actions.
const maxNames = 40;

const notOffered = (resource: Resource, verb: Verb): string => {
	const names = resource.actions.map(action => action.name).join(', ');
	const offered =
		names.length > maxNames
			? `it offers ${countText(resource.actions.length, 'other')}`
			: `it offers ${names}`;
	const rest = names === '' ? 'it offers no action at all' : offered;
	return `${resource.name} (${resource.kind}, ${resource.state}) does not offer ${verb}; ${rest}`;
};

/** Why the usual action of this name cannot be sent to the targets, to which others may be; or null. */
const refuseOffer = (state: State, targets: readonly Resource[], verb: Verb): string | null => {
	const lacking = targets.find(target => !offers(target, verb));
	if (lacking) return notOffered(lacking, verb);
	const action = targets[0]?.actions.find(one => one.verb === verb);
	return action ? refuseDeed(state, {targets, action}) : null;
};

/** Why an action cannot be sent to the targets now, naming the row; or null. */
export const refuseVerb = (state: State, verb: Verb): string | null => {
	const targets = targetsOf(state);
	return refuseTargets(state, targets) ?? refuseOffer(state, targets, verb);
};

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

/** Why logs or stats (or with null: anything about a row) cannot be shown now; or null. */
export const refuseLook = (state: State, verb: 'logs' | 'stats' | null): string | null => {
	const subject = subjectOf(state);
	if (!subject) return 'there is no row to look at';
	if (verb === null) return null;
	const targets = verb === 'logs' ? targetsOf(state) : [subject];
	const lacking = targets.find(target => !offers(target, verb));
	return lacking ? notOffered(lacking, verb) : null;
};

/** Why an action that takes one row cannot go to these; or null. */
export const refuseSingle = (state: State, targets: readonly Resource[], title: string): string | null =>
	refuseTargets(state, targets) ??
	(targets.length > 1 ? `${title.toLowerCase()} takes one row, and ${targets.length} are marked` : null);

/** Why the row's object cannot be edited now, or null. */
export const refuseEdit = (state: State): string | null =>
	refuseVerb(state, 'edit') ?? refuseSingle(state, targetsOf(state), 'edit');

/** Why there is no shell in the row now, or null: a shell can change things. */
export const refuseShell = (state: State): string | null => {
	const subject = subjectOf(state);
	if (!subject) return 'there is no row to look at';
	return refuseTargets(state, [subject]) ?? refuseOffer(state, [subject], 'shell');
};
