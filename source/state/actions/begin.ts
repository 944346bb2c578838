import type {Action, Verb} from '../../model/action.js';
import type {Resource} from '../../model/resource.js';
import {refuseShell, refuseSingle} from '../keys/refusals.js';
import {type Next, next, type Step} from '../next.js';
import {withNotice} from '../notice.js';
import {askingBefore} from '../policy/policy.js';
import {offeredBy} from '../rows/offered.js';
import type {State} from '../state.js';
import {onSubject, targetsOf} from '../subject.js';
import {askInputs, sendOrAsk} from './actions.js';
import type {Dialog} from './dialogs.js';
import {isLook, takeLook} from './looks.js';

/** Actions that take no inputs and one row: what they open asks for all else. */
const singles: ReadonlySet<Verb> = new Set(['shell', 'edit', 'decode']);

/** Begins such an action on a row; asks first where its name must be typed, or what it shows is secret. */
const beginSingle = (
	state: State,
	resource: Resource,
	action: Action,
	input: Readonly<Record<string, unknown>> = {},
): Next => {
	const targets = [resource];
	const isAsked = askingBefore(state, targets, action, true) !== 'nothing';
	return sendOrAsk(state, {targets, action, from: null, answered: isAsked ? 'form' : 'question'}, input);
};

const verbOf = ({actions}: Resource, verb: Verb): Action | undefined =>
	actions.find(one => one.verb === verb);

/** Opens a shell in the row: in this container of it, where it has several. */
export const openShellIn = (state: State, resource: Resource, container: string | null): Next => {
	const action = verbOf(resource, 'shell');
	if (!action) return next(state);
	return beginSingle(state, resource, action, container === null ? {} : {container});
};

/** Opens a shell in the row, or lists its containers where there is another one to choose. */
export const openShell: Step = onSubject((state, resource) => {
	const {containers = []} = resource;
	const running = containers.filter(({stopped}) => stopped === undefined);
	const [usual] = containers;
	const [only, ...others] = running;
	if (others.length === 0 && (!only || only === usual))
		return openShellIn(state, resource, containers.length > 1 ? (only?.name ?? null) : null);
	const stopped = containers.filter(one => one.stopped !== undefined);
	return next({...state, dialog: {type: 'shell', of: resource, running, stopped, cursor: 0}});
});

/** Opens the row's object in the person's editor. */
export const openEditor: Step = state => {
	const [resource] = targetsOf(state);
	const action = resource && verbOf(resource, 'edit');
	return action ? beginSingle(state, resource, action) : next(state);
};

const refuseOne = (state: State, targets: readonly Resource[], {verb, title}: Action): string | null => {
	if (verb === 'shell') return refuseShell(state);
	if (verb === 'forward' && targets.length > 1) return 'a port is forwarded from one row at a time';
	return verb !== null && singles.has(verb) ? refuseSingle(state, targets, title) : null;
};

/** Begins an action: asks the source for its inputs. Logs, shell, stats, events and the like are opened instead. */
export const begin = (
	state: State,
	targets: readonly Resource[],
	action: Action,
	from: Dialog | null,
): Next => {
	const closed = {...state, dialog: null};
	if (isLook(action)) return takeLook(closed, action);
	const reason = refuseOne(state, targets, action);
	if (reason !== null) return next(withNotice(closed, 'warning', reason));
	const [resource] = targets;
	if (action.verb === 'shell') return openShell(closed);
	if (resource && action.verb !== null && singles.has(action.verb))
		return beginSingle(closed, resource, action);
	return askInputs(state, {targets, action, quick: false, confirmed: false, from});
};

const needsNoInput = (targets: readonly Resource[], action: Action): boolean =>
	targets.every(target => (offeredBy(target, action) ?? action).needsNoInput === true);

/**
 * Begins an action by its own key: sends nothing before the question, and after it only the action itself, unless it has
 * inputs.
 */
export const beginQuickly = (state: State, targets: readonly Resource[], action: Action): Next => {
	const input = needsNoInput(targets, action) ? {} : null;
	return sendOrAsk(state, {targets, action, from: null, answered: 'nothing'}, input);
};
