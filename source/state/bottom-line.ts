import {bindingsFor, contextOf, keyLabel} from './keymap.ts';
import type {Notice, Prompt, State} from './state.ts';

/** A key and what it does, for the footer. */
export type Hint = {readonly key: string; readonly title: string};

/** The keys worth naming now, in the order of the help; the view shows as many as fit. */
export const footerHints = (state: State): readonly Hint[] =>
	bindingsFor(contextOf(state), state.settings.keys).flatMap(({footer, keys: [key], command}) =>
		footer && key !== undefined ? [{key: keyLabel(key), title: command.replaceAll('-', ' ')}] : [],
	);

/** What the bottom line shows: the prompt if one is open, else what just happened, else hints. */
export type BottomLine =
	| {readonly type: 'prompt'; readonly prompt: Prompt}
	| {readonly type: 'notice'; readonly notice: Notice}
	| {readonly type: 'hints'; readonly hints: readonly Hint[]};

/** What the bottom line shows now. */
export const bottomLine = (state: State): BottomLine => {
	if (state.prompt) return {type: 'prompt', prompt: state.prompt};
	if (state.notice) return {type: 'notice', notice: state.notice};
	return {type: 'hints', hints: footerHints(state)};
};
