import type {Environment} from '../../model/environment.js';
import {printable} from '../../model/printable.js';
import {passedThrough} from './passthrough.js';

/** How a person is called to the terminal. The text may be untrusted. */
export type Call = {readonly text: string; readonly bell: boolean; readonly notify: boolean};

// Longer texts have no room in a notification or a title.
const maxCharacters = 200;

/** The beginning of a text, harmless within a control sequence. */
const harmless = (text: string): string =>
	[...printable(text.slice(0, 2 * maxCharacters))].slice(0, maxCharacters).join('');

// Terminals that understand both would show two notifications.
const takesTitled = ({TERM = '', TERM_PROGRAM = ''}: Environment): boolean =>
	/kitty|ghostty|wezterm|foot|rxvt/i.test(`${TERM} ${TERM_PROGRAM}`);

const takesPlain = ({TERM_PROGRAM = ''}: Environment): boolean => /iterm/i.test(TERM_PROGRAM);

const notification = (text: string, env: Environment): string => {
	const plain = `\u001b]9;rwatch: ${text}\u0007`;
	const titled = `\u001b]777;notify;rwatch;${text.replaceAll(';', ',')}\u0007`;
	if (takesTitled(env)) return titled;
	return takesPlain(env) ? plain : plain + titled;
};

/** The bell, and the notification by OSC 9 and OSC 777, also inside tmux and screen. */
export const callSequence = ({text, bell, notify}: Call, env: Environment): string => {
	const sequence = notify ? passedThrough(notification(harmless(text), env), env) : '';
	return `${sequence}${bell ? '\u0007' : ''}`;
};

/** Keeps the title of the window, and sets another one. */
export const titleSequence = (text: string, isKept: boolean): string =>
	`${isKept ? '' : '\u001b[22;2t'}\u001b]2;${harmless(text)}\u0007`;

/** Brings back the title that was kept. */
export const formerTitle = '\u001b[23;2t';
