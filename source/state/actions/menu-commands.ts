import type {BindingOf} from '../keys/binding.js';
import {pageName} from '../page.js';
import type {State} from '../state.js';

/** What the menu of actions offers besides those of the server: commands without a key that apply to the view below it. */
export const menuCommands = (state: State): readonly BindingOf<State>[] => {
	const view = state.views.at(-1);
	if (!view) return [];
	return state.keymap.table.filter(
		({isInMenu, steps, refuse}) => isInMenu && steps.has(pageName(view)) && !refuse?.(state),
	);
};
