import type {Health} from '../model/resource.js';
import {usageOf} from './actions/source-commands.js';
import {isLow} from './bottom-height.js';
import {scopeUsage} from './choose-scope.js';
import {contextOf} from './context.js';
import {messageText} from './grid/columns.js';
import {keyLabel} from './keys/key-label.js';
import {bindingsFor} from './keys/keymap.js';
import {overlayOf} from './overlay.js';
import {fitting} from './refuse-in-past.js';
import {isBlind, seenOf} from './seen.js';
import type {Notice, Prompt, State} from './state.js';
import {cursorRow} from './subject.js';
import {secondOf} from './text/time-text.js';
import {usualText} from './usual-text.js';

/** A key and what it does, for the footer. */
export type Hint = {readonly key: string; readonly title: string};

// The footer's hints while the screen is blank.
const waysOut: readonly string[] = ['back', 'quit-now'];

/** The keys worth naming now, in the order of the help; the view shows as many as fit. */
export const footerHints = (state: State): readonly Hint[] => {
	const blind = isBlind(state, seenOf(state));
	const overlay = overlayOf(state);
	const above = overlay === null ? [] : bindingsFor(state.keymap, overlay);
	return fitting(state, [...above, ...bindingsFor(state.keymap, contextOf(state))]).flatMap(
		({footer, keys: [key], command}) =>
			key !== undefined && (blind ? waysOut.includes(command) : footer)
				? [{key: keyLabel(key), title: command.replaceAll('-', ' ')}]
				: [],
	);
};

/** What one line at the bottom shows. */
export type BottomLine =
	| {
			readonly type: 'prompt';
			readonly prompt: Prompt;
			/** How the command that is typed is used, or null. */
			readonly usage: string | null;
	  }
	| {readonly type: 'notice'; readonly notice: Notice}
	/** The message of the row under the cursor. Untrusted. */
	| {readonly type: 'message'; readonly text: string; readonly health: Health}
	| {readonly type: 'hints'; readonly hints: readonly Hint[]}
	| {readonly type: 'blank'};

// A wide terminal gives MESSAGE at least this much room: what fits is visible in the row already.
const wide = {columns: 140, message: 40};

const rowMessage = (state: State): BottomLine | null => {
	if (state.dialog || state.views.at(-1)?.type !== 'grid') return null;
	const row = cursorRow(state);
	if (!row) return null;
	const message = messageText(row, secondOf(state.now));
	const usual = usualText(row, state);
	const text = [message, usual ?? ''].filter(part => part !== '').join(' · ');
	const shown = state.size.columns < wide.columns || usual !== null ? 0 : wide.message;
	return text.length > shown ? {type: 'message', text, health: row.resource.health} : null;
};

const promptUsage = (state: State, prompt: Prompt): string | null =>
	prompt.mode === 'scope' && prompt.text === '' ? scopeUsage(state, prompt) : usageOf(state, prompt);

const promptLine = (state: State): BottomLine | null =>
	state.prompt && {type: 'prompt', prompt: state.prompt, usage: promptUsage(state, state.prompt)};

const noticeLine = (state: State): BottomLine | null =>
	state.notice && {type: 'notice', notice: state.notice};

/**
 * What is shown at the bottom, from above: the notice or else the row's message, then the prompt or else hints. On a low terminal
 * only the first of prompt, notice, message, hints that there is.
 */
export const bottomLines = (state: State): readonly BottomLine[] => {
	const news = noticeLine(state) ?? rowMessage(state);
	const hints: BottomLine = {type: 'hints', hints: footerHints(state)};
	const prompt = promptLine(state);
	return isLow(state) ? [prompt ?? news ?? hints] : [news ?? {type: 'blank'}, prompt ?? hints];
};
