import type {Context} from './keys/binding.js';
import {pageName} from './page.js';
import type {Page, State, View} from './state.js';

/** The page of a view, which declares its title, keys and so on. */
export const pageOf = ({pages}: Pick<State, 'pages'>, view: View | undefined): Page | undefined =>
	view && pages.get(pageName(view));

/** Where keys go now: the prompt, else the dialog, else the view that is shown. */
export const contextOf = ({prompt, dialog, views}: State): Context => {
	if (prompt) return 'prompt';
	if (dialog) return 'phrase' in dialog && dialog.phrase !== null ? 'phrase' : dialog.type;
	const view = views.at(-1);
	return view ? pageName(view) : 'grid';
};
