import {countText} from '../model/count-text.js';
import {withNotice} from './notice.js';
import type {State} from './state.js';
import {settingsDoubts} from './watching/settings-doubts.js';

const isListedWhole = ({connections}: State): boolean =>
	[...connections.values()].every(({enabled, wasLive, listed}) => !enabled || (wasLive && listed.size > 0));

const isListed =
	({connections}: State) =>
	(kind: string): boolean =>
		[...connections.values()].some(({listed}) => listed.has(kind));

/** Says of rules and alerts that they are about nothing, once all that is followed from the start is listed. */
export const withSettingsDoubts = (before: State, state: State): State => {
	if (isListedWhole(before) || !isListedWhole(state)) return state;
	const {settings, kinds, resources, notice} = state;
	// What is replayed sets off no alerts.
	const {guard, alerts} = settings.replay ? {guard: [], alerts: []} : settings;
	const [first, ...others] = settingsDoubts({guard, alerts}, {kinds, resources, isListed: isListed(state)});
	if (first === undefined || notice?.level === 'error') return state;
	const more = others.length === 0 ? '' : `; ${countText(others.length, 'more doubt')} (rwatch config check)`;
	return withNotice(state, 'warning', `${first}${more}`);
};
