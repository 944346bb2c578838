import type {Health} from '../model/resource.ts';
import {messageText} from './columns.ts';
import {bindingsFor, type CommandName, contextOf, keyLabel} from './keymap.ts';
import {isBlind, seenOf} from './seen.ts';
import {usageOf} from './source-commands.ts';
import type {Notice, Prompt, State} from './state.ts';
import {cursorRow} from './subject.ts';

/** A key and what it does, for the footer. */
export type Hint = {readonly key: string; readonly title: string};

// What is named where nothing else works.
const waysOut: readonly CommandName[] = ['back', 'quit-now'];

/** The keys worth naming now, in the order of the help; the view shows as many as fit. */
export const footerHints = (state: State): readonly Hint[] => {
	const blind = isBlind(state, seenOf(state));
	return bindingsFor(contextOf(state), state.settings.keys).flatMap(({footer, keys: [key], command}) =>
		key !== undefined && (blind ? waysOut.includes(command) : footer)
			? [{key: keyLabel(key), title: command.replaceAll('-', ' ')}]
			: [],
	);
};

/** What the bottom line shows: the prompt if one is open, else what just happened, else the message of the row, else hints. */
export type BottomLine =
	| {
			readonly type: 'prompt';
			readonly prompt: Prompt;
			/** How the command that is typed is used, or null. */
			readonly usage: string | null;
	  }
	| {readonly type: 'notice'; readonly notice: Notice}
	/** What the grid has no room for. Untrusted. */
	| {readonly type: 'message'; readonly text: string; readonly health: Health}
	| {readonly type: 'hints'; readonly hints: readonly Hint[]};

// The column of messages has this much room on a terminal that is not wide, and all it needs on one that is.
const shortMessage = 16;
const wideColumns = 140;

const rowMessage = (state: State): BottomLine | null => {
	if (state.dialog || state.size.columns >= wideColumns || state.views.at(-1)?.type !== 'grid') return null;
	const row = cursorRow(state);
	const text = row ? messageText(row, state.now) : '';
	return row && text.length > shortMessage ? {type: 'message', text, health: row.resource.health} : null;
};

/** What the bottom line shows now. */
export const bottomLine = (state: State): BottomLine => {
	if (state.prompt) return {type: 'prompt', prompt: state.prompt, usage: usageOf(state, state.prompt)};
	if (state.notice) return {type: 'notice', notice: state.notice};
	return rowMessage(state) ?? {type: 'hints', hints: footerHints(state)};
};
