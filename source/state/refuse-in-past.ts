import type {BindingOf} from './keys/binding.js';
import {keyHint} from './keys/keymap.js';
import type {State} from './state.js';
import {localTimeText} from './text/time-text.js';

/** Which key goes back to now, for the end of a text. */
export const wayToNow = ({keymap}: Pick<State, 'keymap'>): string =>
	keyHint(keymap, 'leave', 'grid', key => `; ${key} goes back to now`);

/** Why nothing can be asked of or done to servers while the past is shown; null while now is. */
export const refuseInPast = (state: State): string | null => {
	if (state.settings.replay) return 'a recording is shown: nothing can be done to what it shows';
	if (state.past === null) return null;
	const time = localTimeText(state.now, false);
	return `this is the past (${time}): nothing can be asked of its servers${wayToNow(state)}`;
};

const servers: ReadonlySet<string> = new Set(['act', 'logs']);

type Asking = Pick<BindingOf<State>, 'group' | 'asks'>;

const refuseAsking = (state: State, {group, asks}: Asking): string | null =>
	asks || servers.has(group) ? refuseInPast(state) : null;

/** The commands that have a place in what is shown: in the past, those that ask no server. */
export const fitting = <Binding extends Asking>(
	state: State,
	bindings: readonly Binding[],
): readonly Binding[] => bindings.filter(binding => refuseAsking(state, binding) === null);

/** Why a command cannot be run now, or null. */
export const refusalOf = (state: State, binding: BindingOf<State>): string | null =>
	refuseAsking(state, binding) ?? binding.refuse?.(state) ?? null;
