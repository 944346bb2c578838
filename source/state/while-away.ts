import type {Absence} from './away/absences.js';
import {awayText, reportOf} from './away/report.js';
import {keyHint} from './keys/keymap.js';
import type {Message} from './message.js';
import {withNotice} from './notice.js';
import {pageName} from './page.js';
import type {State} from './state.js';

/** Takes a message before it changes anything; returns the absence that it ends, if any. */
export const beforeMessage = ({absences, changes, now}: State, message: Message): Absence | null => {
	const {total} = changes;
	switch (message.type) {
		case 'focus':
			if (message.focused) return absences.sign(message.at, total);
			absences.leave(message.at, total);
			return null;
		case 'key':
		case 'wheel':
		case 'click':
			return absences.sign(message.at, total);
		case 'paste':
			return absences.sign(now, total);
		case 'resumed':
			absences.resume();
			return null;
		case 'events':
			absences.begin(message.events, total);
			return null;
		default:
			return null;
	}
};

/** Takes a message after it was handled; returns the absence that it ends, if any. */
const afterMessage = (
	before: State,
	{absences, changes, suspended}: State,
	message: Message,
): Absence | null => {
	if (suspended && !before.suspended) absences.leave(before.now, changes.total);
	if (message.type === 'events') return absences.end(message.events);
	return message.type === 'tick' ? absences.tick(message.now, changes.total) : null;
};

const awayKey = ({keymap}: State): string => keyHint(keymap, 'away', 'grid', key => ` (${key} lists them)`);

/** Says what happened in an absence that is over; `ended` is what `beforeMessage` returned. */
export const sayAway = (before: State, state: State, message: Message, ended: Absence | null): State => {
	const absence = ended ?? afterMessage(before, state, message);
	const report = absence && reportOf(absence, state.changes);
	if (!report) return state;
	const reported = {...state, now: Math.max(state.now, absence.to), away: report};
	const view = state.views.at(-1);
	const isSaid = view !== undefined && pageName(view) === 'away';
	const isBad = state.notice?.level === 'error' && state.notice !== before.notice;
	if (isSaid || isBad) return reported;
	const hasBroken = report.entries.some(({fate}) => fate === 'broke');
	return withNotice(reported, hasBroken ? 'warning' : 'info', `${awayText(report)}${awayKey(state)}`);
};
