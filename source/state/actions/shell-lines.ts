import type {LineVerdict} from '../../model/shell-session.js';
import {journalAction} from '../journal/record.js';
import type {Message} from '../message.js';
import {type Next, next} from '../next.js';
import {askingBefore, refuseDeed} from '../policy/policy.js';
import type {State} from '../state.js';
import {record} from './answers.js';
import {phraseFor} from './phrase.js';

type Line = Extract<Message, {type: 'shell-line'}>;
type Judged = {readonly verdict: LineVerdict; readonly state: State};

const judge = (state: State, {shell, line, typed}: Line): Judged => {
	const refuse = (reason: string): Judged => ({state, verdict: {type: 'refuse', reason}});
	const opened = state.inFlight.get(shell);
	if (!opened) return refuse('the shell has ended');
	const {action, resource} = opened;
	const lines = action.lines ?? null;
	const current = state.resources.get(resource.key)?.resource ?? resource;
	const sent = current.actions.find(({name}) => name === lines?.action);
	if (lines === null || !sent) return refuse(`${resource.name} takes no commands now`);
	const targets = [current];
	const reason = refuseDeed(state, {targets, action}) ?? refuseDeed(state, {targets, action: sent});
	if (reason !== null) return refuse(reason);
	// As after a form: the row is named in the prompt.
	const asking = askingBefore(state, targets, sent, true);
	const phrase = asking === 'answer' ? 'yes' : phraseFor(state, asking, targets)?.wanted;
	if (phrase !== undefined && typed === null) return {state, verdict: {type: 'ask', phrase}};
	if (phrase !== undefined && typed?.trim() !== phrase) return refuse(`not ${phrase}: nothing was sent`);
	const {nextId: id} = state;
	const input = {[lines.input]: line};
	journalAction(state, {targets, action: sent, input, hiddenInputs: [], lasts: true}, id);
	const inFlight = new Map(state.inFlight).set(id, {resource: current, action: sent});
	return {state: {...state, inFlight, nextId: id + 1}, verdict: {type: 'send', id}};
};

/** Judges a line of a shell as the action that it is, and writes it into the journal before it is sent. */
export const judgeLine = (before: State, message: Line): Next => {
	const {state, verdict} = judge(before, message);
	return next(state, {type: 'answer-line', shell: message.shell, verdict});
};

/** Takes what came of a line. */
export const endLine = (state: State, {id, end}: Extract<Message, {type: 'line-ended'}>): State => {
	const sent = state.inFlight.get(id);
	if (!sent) return state;
	const {outcome, message} = end;
	state.journal.open.finish(id, state.now, outcome, message);
	record(state, sent, outcome === 'unknown' ? 'accepted' : outcome, message);
	const inFlight = new Map(state.inFlight);
	inFlight.delete(id);
	return {...state, inFlight};
};
