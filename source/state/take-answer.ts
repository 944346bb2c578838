import {explainAtEnd, followFindings, takeBundledLog, takeBundledObject} from './bundle/bundle.js';
import {takeEvidence, takeFindings, takeGathered} from './explain/explain.js';
import type {Message} from './message.js';
import {type Next, next} from './next.js';
import {takeLog} from './pages/logs.js';
import {takeObject} from './pages/open-describe.js';
import {takeStats} from './pages/stats.js';
import type {State} from './state.js';

/** An answer to what a view asked for. */
type AnswerMessage = Extract<
	Message,
	{type: 'object' | 'findings' | 'evidence' | 'gathered' | 'log' | 'stats'}
>;

/** Gives an answer to the view that asked for it, if that is still there. */
export const takeAnswer = (state: State, message: AnswerMessage): Next => {
	switch (message.type) {
		case 'object':
			return next(takeObject(takeBundledObject(state, message), message.view, message.object, message.error));
		case 'findings':
			return followFindings(takeFindings(state, message), message);
		case 'evidence':
			return takeEvidence(state, message);
		case 'gathered':
			return explainAtEnd(takeGathered(state, message), message);
		case 'log': {
			const {view, events, at} = message;
			return next(takeLog(takeBundledLog(state, view, events, at), view, events, at));
		}

		case 'stats':
			return next(takeStats(state, message));
	}
};
