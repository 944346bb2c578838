import type {ActionOutcome} from '../../model/action-request.js';
import type {Message} from '../message.js';
import {type Next, next} from '../next.js';
import {showAnswer} from '../pages/open-describe.js';
import {takeSecrets} from '../secret-page.js';
import type {State} from '../state.js';
import {takeAccepted, takeFailed, takePortTaken} from './answers.js';
import {takeEdited} from './review.js';
import {endLine, judgeLine} from './shell-lines.js';

const answer = (state: State, id: number, taken: State, object: ActionOutcome['answer']): Next => {
	const sent = state.inFlight.get(id);
	return sent && object ? showAnswer(taken, sent.resource, sent.action.title, object) : next(taken);
};

const fail = (state: State, {id, error, answer: object}: Extract<Message, {type: 'action-failed'}>): Next =>
	answer(state, id, takeFailed(state, id, error), object);

const accept = (state: State, {id, outcome}: Extract<Message, {type: 'action-accepted'}>): Next =>
	answer(state, id, takeAccepted(state, id, outcome), outcome.answer);

type ActionMessage = Extract<
	Message,
	{
		type:
			| 'action-accepted'
			| 'action-failed'
			| 'edited'
			| 'revealed'
			| 'port-taken'
			| 'shell-line'
			| 'line-ended';
	}
>;

/** Takes what came of an action that was sent. */
export const routeAction = (state: State, message: ActionMessage): Next => {
	switch (message.type) {
		case 'action-accepted':
			return accept(state, message);
		case 'action-failed':
			return fail(state, message);
		case 'edited':
			return next(takeEdited(state, message));
		case 'revealed':
			return takeSecrets(state, message);
		case 'port-taken':
			return next(takePortTaken(state, message));
		case 'shell-line':
			return judgeLine(state, message);
		case 'line-ended':
			return next(endLine(state, message));
	}
};
