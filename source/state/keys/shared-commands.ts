import type {CommandOf} from './binding.js';

type Shared = Omit<CommandOf<never>, 'refuse' | 'on' | 'run'>;

const shared = (
	group: Shared['group'],
	command: string,
	keys: string,
	title: string,
	footer = false,
): Shared => ({
	group,
	command,
	keys,
	title,
	footer,
});

const move = (command: string, keys: string, title: string): Shared => shared('move', command, keys, title);

const dialog = (command: string, keys: string, title: string, footer = false): Shared =>
	shared('prompts and dialogs', command, keys, title, footer);

/** The commands that move or scroll. What they do is up to each view and dialog. */
export const moveCommands: readonly Shared[] = [
	move('up', 'up k', 'up'),
	move('down', 'down j', 'down'),
	move('page-up', 'pageup ctrl-b', 'page up'),
	move('page-down', 'pagedown ctrl-f', 'page down'),
	move('top', 'g home', 'to the top'),
	move('bottom', 'G end', 'to the end (logs and changes: follow)'),
	move('scroll-left', 'left', 'scroll to the left'),
	move('scroll-right', 'right', 'scroll to what does not fit'),
];

/** The commands that answer, leave and edit. What they do is up to each dialog and the prompt. */
export const dialogCommands: readonly Shared[] = [
	dialog('accept', 'enter', 'accept; in a form: next line', true),
	dialog('cancel', 'escape', 'leave', true),
	dialog('close', 'escape q', 'leave', true),
	dialog('no', 'n', 'no', true),
	dialog('yes', 'y', 'yes', true),
	dialog('yes-quit', 'y q', 'yes', true),
	dialog('edit-again', 'E', 'edit again', true),
	dialog('switch', 'tab left right shift-tab', 'other answer'),
	dialog('complete', 'tab', 'complete; right at the end too'),
	dialog('caret-left', 'left', 'to the left'),
	dialog('caret-right', 'right', 'to the right'),
	dialog('caret-home', 'home', 'to the start'),
	dialog('caret-end', 'end ctrl-e', 'to the end'),
	dialog('history-back', 'up', 'what was typed before'),
	dialog('history-forward', 'down', 'what was typed after'),
	dialog('erase', 'backspace', 'erase a character'),
	dialog('erase-word', 'ctrl-w', 'erase a word'),
	dialog('erase-all', 'ctrl-u', 'erase all'),
	dialog('erase-right', 'delete', 'erase to the right'),
	dialog('field-next', 'down tab', 'next field'),
	dialog('field-previous', 'up shift-tab', 'previous field'),
	dialog('choice-next', 'right', 'next choice; Space too'),
	dialog('choice-previous', 'left', 'previous choice'),
	dialog('mark-choice', 'space', 'mark, or take the mark away', true),
	dialog('show-column', 'space', 'show or hide the column', true),
	dialog('move-left', 'left <', 'move the column to the left', true),
	dialog('move-right', 'right >', 'move the column to the right', true),
	dialog('sort-by-it', 'o', 'sort by the column', true),
	dialog('usual-columns', 'delete', 'the usual columns', true),
	dialog('submit', 'ctrl-s', 'send', true),
];
