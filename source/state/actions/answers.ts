import type {Action} from '../../model/action.js';
import type {ActionOutcome} from '../../model/action-request.js';
import type {Resource} from '../../model/resource.js';
import {forwardFailed, forwardOpened, offerPort} from '../forwards.js';
import type {Message} from '../message.js';
import {withNotice} from '../notice.js';
import type {AnsweredAction} from '../rows/changes.js';
import type {PendingAction} from '../rows/row.js';
import type {State} from '../state.js';
import {objectWithSources} from '../title-parts.js';

const ended = (
	action: PendingAction,
	phase: 'done' | 'failed',
	message: string | null,
	at: number,
): PendingAction => ({
	...action,
	phase,
	message,
	endedAt: at,
});

const answered = (state: State, id: number): State => {
	const inFlight = new Map(state.inFlight);
	inFlight.delete(id);
	return {...state, inFlight};
};

/** Keeps an answer in the list of changes: its row shows it for a few seconds only. */
export const record = (
	state: State,
	{resource, action}: {readonly resource: Resource; readonly action: Action},
	answer: AnsweredAction['answer'],
	message: string | null,
): void => {
	const {source, key, kind, name} = resource;
	const {title} = action;
	state.changes.answer({type: 'action', at: state.now, source, key, kind, name, title, answer, message});
};

const deedOf = (
	state: State,
	{resource, action}: {readonly resource: Resource; readonly action: Action},
): string => `${action.title} of ${objectWithSources(state, [resource])}`;

/** The server accepted an action: its row shows that until the stream reports the end. */
export const takeAccepted = (state: State, id: number, outcome: ActionOutcome): State => {
	const sent = state.inFlight.get(id);
	if (!sent) return state;
	const shown = state.resources.get(sent.resource.key)?.action;
	if (shown?.id === id && shown.phase === 'sending') {
		const ends = outcome.ends && {ends: outcome.ends};
		const accepted: PendingAction = {...shown, ...ends, phase: 'accepted', message: outcome.message};
		const action = outcome.follow ? accepted : ended(shown, 'done', outcome.message, state.now);
		state.resources.setAction(sent.resource.key, action);
	}

	state.journal.open.answered(id, state.now, {follows: outcome.follow, message: outcome.message});
	const {key} = sent.resource;
	state.journal.open.settle(key, state.resources.get(key), state.now);
	const rest = outcome.lasts ? forwardOpened(answered(state, id), id) : answered(state, id);
	const word = outcome.follow ? 'accepted' : 'done';
	record(state, sent, word, outcome.message);
	const text = `${deedOf(state, sent)}: ${outcome.message ?? word}`;
	return outcome.follow && outcome.message === null ? rest : withNotice(rest, 'info', text);
};

/** The server refused an action, or could not be reached. */
export const takeFailed = (state: State, id: number, error: string): State => {
	const sent = state.inFlight.get(id);
	if (!sent) return state;
	const shown = state.resources.get(sent.resource.key)?.action;
	if (shown?.id === id)
		state.resources.setAction(sent.resource.key, ended(shown, 'failed', error, state.now));
	state.journal.open.failed(id, state.now, error);
	record(state, sent, 'failed', error);
	return withNotice(
		forwardFailed(answered(state, id), id, error),
		'error',
		`${deedOf(state, sent)} failed: ${error}`,
	);
};

/** A port could not be forwarded, because the local one cannot be had: that fails, and another one is offered. */
export const takePortTaken = (
	state: State,
	{id, port, free}: Extract<Message, {type: 'port-taken'}>,
): State => {
	const form = state.forwards.get(id)?.form ?? null;
	const why = `port ${port} is not free on this machine${free === null ? '' : `, ${free} is`}`;
	return offerPort(takeFailed(state, id, why), form, free, why);
};
