import type {Action} from '../../model/action.js';
import type {Resource} from '../../model/resource.js';
import {connectionWord} from '../connections/connection-text.js';
import type {Effect} from '../effect.js';
import {beginForward} from '../forwards.js';
import {gridOf} from '../grid/window.js';
import {journalAction} from '../journal/record.js';
import type {Message} from '../message.js';
import {type Next, next} from '../next.js';
import {withNotice} from '../notice.js';
import {type Asking, askingBefore, refuseDeed} from '../policy/policy.js';
import {commonActions, offeredBy} from '../rows/offered.js';
import type {State} from '../state.js';
import {objectWithSources} from '../title-parts.js';
import {replaceView} from '../view-stack.js';
import type {Dialog} from './dialogs.js';
import {type FormDialog, filledForm} from './form.js';
import {inputOf} from './form-input.js';
import {phraseFor} from './phrase.js';

type Input = Readonly<Record<string, unknown>>;
type ConfirmDialog = Extract<Dialog, {type: 'confirm'}>;

const sendingTo = (state: State, targets: readonly Resource[]): string => {
	const late = targets
		.map(target => state.connections.get(target.source))
		.find(one => one && one.status !== 'live');
	return late
		? `; ${late.source} is not live (${connectionWord(late, state.now)}): its effect may show late`
		: '';
};

/** An action that was begun. */
export type Asked = {
	readonly targets: readonly Resource[];
	readonly action: Action;
	readonly from: Dialog | null;
	/** What was asked and answered so far: nothing, a form with the rows in it, or the question itself. */
	readonly answered: 'nothing' | 'form' | 'question';
};

const hiddenInputs = (from: Dialog | null): readonly string[] =>
	from?.type === 'form'
		? (from.fields ?? []).flatMap(({name, type}) => (type === 'password' ? name : []))
		: [];

const containerIn = ({container}: Input): string | null => (typeof container === 'string' ? container : null);

/** Sends an action to each target and shows it in their rows; their states change only when the server reports it. */
const fire = (state: State, {targets, action, from}: Asked, input: Input): Next => {
	const reason = refuseDeed(state, {targets, action});
	if (reason) return next(withNotice({...state, dialog: null}, 'warning', reason));
	journalAction(state, {targets, action, input, hiddenInputs: hiddenInputs(from)}, state.nextId);
	const inFlight = new Map(state.inFlight);
	let {forwards} = state;
	const effects = targets.map((target, index): Effect => {
		const id = state.nextId + index;
		// It may have changed while the question was open.
		const resource = state.resources.get(target.key)?.resource ?? target;
		const own = offeredBy(resource, action) ?? action;
		inFlight.set(id, {resource, action: own});
		if (own.verb === 'shell') return {type: 'open-shell', id, resource, container: containerIn(input)};
		state.resources.setAction(resource.key, {
			id,
			title: own.title,
			startedAt: state.now,
			phase: 'sending',
			moved: false,
			removes: own.verb === 'remove' || own.formOf === 'remove' || own.removes === true,
			message: null,
			endedAt: null,
		});
		if (own.verb === 'forward') {
			const form = from?.type === 'form' ? from : null;
			const begun = beginForward({...state, forwards}, {id, resource, action: own}, input, form);
			forwards = begun.forwards;
			return begun.effect;
		}

		if (own.verb === 'edit') return {type: 'edit', id, resource};
		if (own.verb === 'decode') return {type: 'reveal', id, resource};
		return own.plugin
			? {type: 'run-plugin', id, resource, plugin: own.plugin}
			: {type: 'act', id, request: {resource, action: own, input}};
	});
	const view = gridOf(state);
	const cleared = view && view.marks.size > 0 ? replaceView(state, {...view, marks: new Set()}) : state;
	const fired = {...cleared, dialog: null, inFlight, forwards, nextId: state.nextId + targets.length};
	if (action.verb === 'shell') return next({...fired, suspended: true}, ...effects);
	if (action.verb === 'edit' || action.verb === 'decode') return next(fired, ...effects);
	const text = action.plugin
		? `${action.title} runs on ${objectWithSources(state, targets)}`
		: `${action.title} sent to ${objectWithSources(state, targets)}${sendingTo(state, targets)}`;
	return next(withNotice(fired, 'info', text), ...effects);
};

/** Opens the question before an action. `input` is null if the inputs come after it. */
const ask = (state: State, {targets, action, from}: Asked, input: Input | null, asking: Asking): Next => {
	const reason = refuseDeed(state, {targets, action});
	if (reason) return next(withNotice({...state, dialog: null}, 'warning', reason));
	const {now: openedAt} = state;
	const phrase = phraseFor(state, asking, targets);
	return next({
		...state,
		dialog: {type: 'confirm', targets, action, input, yes: false, top: 0, openedAt, from, phrase},
	});
};

/**
 * Sends an action, or asks for its inputs if `input` is null; first opens the question where there has to be one. The one
 * way to both.
 */
export const sendOrAsk = (state: State, asked: Asked, input: Input | null): Next => {
	const {targets, action, answered} = asked;
	const asking =
		answered === 'question' ? 'nothing' : askingBefore(state, targets, action, answered === 'form');
	if (asking === 'nothing') {
		return input === null
			? askInputs(state, {...asked, quick: true, confirmed: answered === 'question', from: null})
			: fire(state, asked, input);
	}

	return ask(state, asked, input, asking);
};

const answeredBefore = ({confirmed}: FormDialog, otherwise: 'nothing' | 'form'): Asked['answered'] =>
	confirmed ? 'question' : otherwise;

/** Sends what a form was filled with, after one more question where that is dangerous. */
export const sendForm = (state: State, form: FormDialog, input: Input): Next =>
	sendOrAsk(state, {...form, from: form, answered: answeredBefore(form, 'form')}, input);

/** An action that was chosen, and the dialog to return to. */
type Begun = {
	readonly targets: readonly Resource[];
	readonly action: Action;
	/** Show a form only if an input is required. */
	readonly quick: boolean;
	readonly confirmed: boolean;
	readonly from: Dialog | null;
};

const isMixed = ([first, ...rest]: readonly Resource[]): boolean =>
	rest.some(({kind, family}) => kind !== first?.kind || family !== first.family);

/** Asks the source for the inputs of an action. */
export const askInputs = (state: State, begun: Begun): Next => {
	const {targets, action} = begun;
	const [resource, ...rest] = targets;
	const reason = refuseDeed(state, {targets, action});
	if (reason || !resource)
		return next(withNotice({...state, dialog: null}, 'warning', reason ?? 'there is no row to act on'));
	const id = state.nextId;
	const {now: openedAt} = state;
	const empty = {fields: null, values: {}, cursor: 0, error: null};
	const dialog: Dialog = {type: 'form', ...begun, request: id, openedAt, ...empty};
	const others = action.inputsOfRow && !isMixed(targets) ? rest : [];
	return next({...state, nextId: id + 1, dialog}, {type: 'load-form', id, resource, others, action});
};

/** Asks whether to send an action with this input, whatever the configuration says about questions. */
export const askToSend = (state: State, targets: readonly Resource[], action: Action, input: Input): Next => {
	const asking = askingBefore(state, targets, action, false);
	const asked: Asked = {targets, action, from: null, answered: 'nothing'};
	return ask(state, asked, input, asking === 'name' ? 'name' : 'answer');
};

/** After Yes: sends the action, or asks for its inputs first. */
export const proceed = (state: State, {targets, action, input, from}: ConfirmDialog): Next =>
	sendOrAsk(state, {targets, action, from, answered: 'question'}, input);

/** The menu of actions for rows, with the cursor on one of them. */
export const menuOf = (targets: readonly Resource[], action: Action | null): Dialog => {
	const actions = commonActions(targets);
	return {type: 'actions', targets, actions, cursor: Math.max(0, action ? actions.indexOf(action) : 0)};
};

const withoutInputs = (state: State, form: FormDialog, input: Input): Next =>
	sendOrAsk(state, {...form, answered: answeredBefore(form, 'nothing')}, input);

// What a row calls otherwise, as `Restart a service` beside `Run again`, may need what the form of the first does not ask.
const canDoWithout = (targets: readonly Resource[], action: Action): boolean =>
	targets.every(target => {
		const own = offeredBy(target, action) ?? action;
		return own.name === action.name || own.needsNoInput === true;
	});

/** Applies the inputs that an action has: shows the form, or continues if there are none. */
export const takeForm = (
	state: State,
	{id, fields, error}: Pick<Extract<Message, {type: 'form'}>, 'id' | 'fields' | 'error'>,
): Next => {
	const {dialog} = state;
	if (dialog?.type !== 'form' || dialog.fields !== null || dialog.request !== id) return next(state);
	const {action, targets} = dialog;
	if (!fields) {
		const text = `${action.title} of ${objectWithSources(state, targets)} failed: ${error ?? 'no answer'}`;
		return next(withNotice({...state, dialog: null}, 'error', text));
	}

	const isBare = fields.length === 0;
	if (isBare && canDoWithout(targets, action)) return withoutInputs(state, dialog, {});
	// A scale is the same input for every kind.
	if (isBare || (action.verb !== 'scale' && isMixed(targets))) {
		const text = `${action.title} takes inputs that differ from row to row: mark rows that take the same`;
		return next(withNotice({...state, dialog: null}, 'warning', text));
	}

	const form = filledForm(dialog, fields, state.now);
	// Optional inputs are left to the server.
	const needed = fields.filter(field => field.required);
	const usual = dialog.quick ? inputOf(needed, form.values) : null;
	return usual && 'input' in usual
		? withoutInputs(state, dialog, usual.input)
		: next({...state, dialog: form});
};
