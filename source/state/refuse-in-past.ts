import type {BindingOf} from './keys/binding.js';
import type {State} from './state.js';
import {localTimeText} from './text/time-text.js';

/** Why nothing can be asked of or done to servers while the past is shown; null while now is. */
export const refuseInPast = (state: State): string | null => {
	if (state.settings.replay) return 'a recording is shown: nothing can be done to what it shows';
	if (state.past === null) return null;
	const time = localTimeText(state.now, false);
	return `this is the past (${time}): its servers can be asked nothing; Esc goes back to now`;
};

const servers: ReadonlySet<string> = new Set(['act', 'logs']);

/** Why a command cannot be run now, or null. */
export const refusalOf = (state: State, {group, asks, refuse}: BindingOf<State>): string | null =>
	(asks || servers.has(group) ? refuseInPast(state) : null) ?? refuse?.(state) ?? null;
