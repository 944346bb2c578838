import type {Action, Field, Verb} from '../model/action.ts';
import type {Resource} from '../model/resource.ts';
import {connectionWord} from './connection-text.ts';
import type {Effect} from './effect.ts';
import {filledForm} from './form.ts';
import {inputOf} from './form-input.ts';
import {gridOf} from './grid-window.ts';
import type {CommandName} from './keymap.ts';
import {lookSteps} from './look.ts';
import {type Next, next, type Step} from './next.ts';
import {withNotice} from './notice.ts';
import {commonActions, offeredBy, refuseAction, refuseLook} from './refusals.ts';
import type {Dialog, State} from './state.ts';
import {nameTargets, subjectOf, targetsOf} from './subject.ts';
import {replaceView} from './view-stack.ts';

type Input = Readonly<Record<string, unknown>>;

const sendingTo = (state: State, targets: readonly Resource[]): string => {
	const late = targets
		.map(target => state.connections.get(target.source))
		.find(one => one && one.status !== 'live');
	return late
		? `; ${late.source} is not live (${connectionWord(late, state.now)}): what comes of it may show late`
		: '';
};

/** Sends an action to each target and shows it in their rows; nothing else is painted before the server tells it. */
export const fire = (state: State, targets: readonly Resource[], action: Action, input: Input): Next => {
	const reason = refuseAction(state, targets);
	if (reason) return next(withNotice({...state, dialog: null}, 'warning', reason));
	const inFlight = new Map(state.inFlight);
	const effects = targets.map((target, index): Effect => {
		const id = state.nextId + index;
		// It may have changed while the question stood open.
		const resource = state.resources.get(target.key)?.resource ?? target;
		const own = offeredBy(resource, action) ?? action;
		inFlight.set(id, {resource, action: own});
		state.resources.setAction(resource.key, {
			id,
			title: own.title,
			startedAt: state.now,
			phase: 'sending',
			moved: false,
			message: null,
			endedAt: null,
		});
		return {type: 'act', id, request: {resource, action: own, input}};
	});
	const view = gridOf(state);
	const cleared = view && view.marks.size > 0 ? replaceView(state, {...view, marks: new Set()}) : state;
	const text = `${action.title} sent to ${nameTargets(targets)}${sendingTo(state, targets)}`;
	return next(
		withNotice({...cleared, dialog: null, inFlight, nextId: state.nextId + targets.length}, 'info', text),
		...effects,
	);
};

/**
 * Asks first where the action is dangerous, or goes to more than one row or to another than the one under the cursor
 * (a mark may be out of sight); else sends it. `from` is what leaving the question goes back to.
 */
export const confirmOrFire = (
	state: State,
	targets: readonly Resource[],
	action: Action,
	input: Input,
	from: Dialog | null = null,
): Next => {
	const dangerous =
		targets.length > 1 ||
		targets.some(target => target.key !== subjectOf(state)?.key) ||
		targets.some(target => offeredBy(target, action)?.dangerous ?? action.dangerous);
	if (!dangerous) return fire(state, targets, action, input);
	return next({...state, dialog: {type: 'confirm', targets, action, input, yes: false, from}});
};

const looks: Partial<Readonly<Record<Verb, CommandName>>> = {
	logs: 'logs',
	shell: 'shell',
	stats: 'stats',
	events: 'row-events',
};

/** Whether an action only looks, and may so be used where nothing may be changed. */
export const isLook = ({verb}: Action): boolean =>
	verb !== null && verb !== 'shell' && looks[verb] !== undefined;

const lookAt = (state: State, verb: Verb, command: CommandName): Next => {
	const reason = refuseLook(state, verb === 'logs' || verb === 'shell' || verb === 'stats' ? verb : null);
	if (reason) return next(withNotice(state, 'warning', reason));
	return lookSteps[command]?.(state) ?? next(state);
};

/**
 * Begins an action: asks the source for its inputs; logs, shell, stats and events are shown instead. With `quick`
 * inputs that may stay as they are do not show a form.
 */
export const begin = (state: State, targets: readonly Resource[], action: Action, quick = false): Next => {
	const closed = {...state, dialog: null};
	const look = action.verb && looks[action.verb];
	if (action.verb && look) return lookAt(closed, action.verb, look);
	const [resource] = targets;
	const reason = refuseAction(state, targets);
	if (reason || !resource) return next(withNotice(closed, 'warning', reason ?? 'there is no row to act on'));
	return next(
		{
			...state,
			dialog: {type: 'form', targets, action, quick, fields: null, values: {}, cursor: 0, error: null},
		},
		{type: 'load-form', resource, action},
	);
};

/** The menu of what can be done with rows, with the cursor on one action. */
export const menuOf = (targets: readonly Resource[], action: Action | null): Dialog => {
	const actions = commonActions(targets);
	return {type: 'actions', targets, actions, cursor: Math.max(0, action ? actions.indexOf(action) : 0)};
};

/** Takes the inputs that an action has: shows the form, or goes on where it has none. */
export const takeForm = (
	state: State,
	name: string,
	fields: readonly Field[] | null,
	error: string | null,
): Next => {
	const {dialog} = state;
	if (dialog?.type !== 'form' || dialog.fields !== null || dialog.action.name !== name) return next(state);
	if (!fields) return next(withNotice({...state, dialog: null}, 'error', error ?? `${name}: no answer`));
	if (fields.length === 0) {
		const {targets, action, quick} = dialog;
		return confirmOrFire(state, targets, action, {}, quick ? null : menuOf(targets, action));
	}

	const [first, ...rest] = dialog.targets;
	if (rest.some(target => target.kind !== first?.kind || target.family !== first.family)) {
		const text = `${dialog.action.title} takes inputs that differ from kind to kind: mark rows of one kind only`;
		return next(withNotice({...state, dialog: null}, 'warning', text));
	}

	const form = filledForm(dialog, fields);
	// What need not be said is left to the server.
	const needed = fields.filter(field => field.required);
	const usual = dialog.quick ? inputOf(needed, form.values) : null;
	if (usual && 'input' in usual) return confirmOrFire(state, dialog.targets, dialog.action, usual.input);
	return next({...state, dialog: form});
};

const withVerb =
	(verb: Verb, run: (state: State, targets: readonly Resource[], action: Action) => Next): Step =>
	state => {
		const targets = targetsOf(state);
		const action = targets[0]?.actions.find(one => one.verb === verb);
		return action ? run(state, targets, action) : next(state);
	};

const beginQuickly = (verb: Verb): Step =>
	withVerb(verb, (state, targets, action) => begin(state, targets, action, true));

const openMenu: Step = state => next({...state, dialog: menuOf(targetsOf(state), null)});

/** The menu of actions, and the keys of the usual ones. What cannot be done was refused before. */
export const actionSteps: Partial<Readonly<Record<CommandName, Step>>> = {
	actions: openMenu,
	restart: beginQuickly('restart'),
	stop: beginQuickly('stop'),
	start: beginQuickly('start'),
	remove: beginQuickly('remove'),
	cordon: beginQuickly('cordon'),
	uncordon: beginQuickly('uncordon'),
	'scale-up': withVerb('scale', (state, targets, action) => confirmOrFire(state, targets, action, {by: 1})),
	'scale-down': withVerb('scale', (state, targets, action) =>
		confirmOrFire(state, targets, action, {by: -1}),
	),
};
