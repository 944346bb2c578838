import type {Verb} from '../../model/action.js';
import {refuseOwners} from '../owners.js';
import type {State} from '../state.js';
import type {Binding, Context, Group} from './binding.js';
import {refuseActions, refuseLook, refuseVerb} from './refusals.js';

const views: readonly Context[] = [
	'grid',
	'logs',
	'describe',
	'changes',
	'faults',
	'sources',
	'help',
	'stats',
];
const moving: readonly Context[] = ['grid', 'logs', 'describe', 'changes', 'faults', 'sources', 'help'];
const rows: readonly Context[] = ['grid', 'describe'];
const never = (): null => null;

type Options = {readonly footer?: boolean; readonly refuse?: (state: State) => string | null};

const bind = <Name extends string>(
	group: Group,
	contexts: readonly Context[],
	command: Name,
	keys: string,
	title: string,
	{footer = false, refuse = never}: Options = {},
): Binding<Name> => ({command, keys: keys.split(' '), title, contexts, group, footer, refuse});

const act = <Name extends Verb>(command: Name, key: string, title: string): Binding<Name> =>
	bind('act', ['grid'], command, key, title, {refuse: state => refuseVerb(state, command)});

const move = [
	bind('move', [...moving, 'actions', 'owners', 'confirm'], 'up', 'up k', 'up'),
	bind('move', [...moving, 'actions', 'owners', 'confirm'], 'down', 'down j', 'down'),
	bind('move', [...moving, 'confirm'], 'page-up', 'pageup ctrl-b', 'page up'),
	bind('move', [...moving, 'confirm'], 'page-down', 'pagedown ctrl-f', 'page down'),
	bind('move', moving, 'top', 'g home', 'to the top'),
	bind('move', moving, 'bottom', 'G end', 'to the end (logs and changes: follow)'),
	bind('move', ['grid', 'logs'], 'scroll-left', 'left', 'scroll to the left'),
	bind('move', ['grid', 'logs'], 'scroll-right', 'right', 'scroll to what does not fit'),
] as const;

const view = [
	bind('view', ['grid'], 'open', 'enter', 'drill down', {footer: true}),
	bind('view', rows, 'owners', 'J', 'go to what it belongs to', {refuse: refuseOwners}),
	bind('view', views, 'leave', 'escape', 'clear the filter or search; else back'),
	bind('view', views, 'back', 'q', 'back; at the top view: quit'),
	bind('view', views, 'command', ':', 'command: a kind, a view, sources, changes, q', {footer: true}),
	bind('view', ['grid'], 'filter', '/', 'filter', {footer: true}),
	bind('view', ['logs', 'describe'], 'search', '/', 'search', {footer: true}),
	bind('view', ['logs', 'describe'], 'search-next', 'n', 'next match'),
	bind('view', ['logs', 'describe'], 'search-previous', 'N', 'previous match'),
	bind('view', ['grid'], 'trouble', '!', 'only rows in trouble'),
	bind('view', ['sources'], 'toggle-source', 'enter space', 'turn the source on or off', {footer: true}),
	bind('view', views, 'help', '?', 'help', {footer: true}),
] as const;

const sortAndMark = [
	bind('sort and mark', ['grid'], 'sort-by-since', 'S', 'sort by since; again turns it'),
	bind('sort and mark', ['grid'], 'sort-by-age', 'A', 'sort by age'),
	bind('sort and mark', ['grid'], 'sort-by-name', 'N', 'sort by name'),
	bind('sort and mark', ['grid'], 'sort-by-health', 'H', 'sort by health'),
	bind('sort and mark', ['grid'], 'column-left', '<', 'pick the column to the left'),
	bind('sort and mark', ['grid'], 'column-right', '>', 'pick the column to the right'),
	bind('sort and mark', ['grid'], 'sort-by-column', 'o', 'sort by the picked column'),
	bind('sort and mark', ['grid'], 'mark', 'space', 'mark the row'),
	bind('sort and mark', ['grid'], 'clear-marks', 'ctrl-\\', 'clear marks'),
] as const;

const actions = [
	bind('act', rows, 'actions', 'a', 'actions that the server offers', {footer: true, refuse: refuseActions}),
	act('restart', 'r', 'restart or redeploy'),
	act('stop', 'x', 'stop'),
	act('start', 'u', 'start or activate'),
	act('remove', 'ctrl-d', 'remove'),
	act('cordon', 'c', 'cordon'),
	act('uncordon', 'U', 'uncordon'),
	act('scale', '+', 'scale: a form with the present number'),
] as const;

const look = [
	bind('look', rows, 'logs', 'l', 'logs (of all marked rows)', {
		footer: true,
		refuse: state => refuseLook(state, 'logs'),
	}),
	bind('look', rows, 'shell', 's', 'shell', {refuse: state => refuseLook(state, 'shell')}),
	bind('look', rows, 'stats', 't', 'live CPU, memory, network', {
		refuse: state => refuseLook(state, 'stats'),
	}),
	bind('look', rows, 'describe', 'd', 'describe: fields and timeline', {
		footer: true,
		refuse: state => refuseLook(state, null),
	}),
	bind('look', rows, 'yaml', 'y', 'the object as YAML', {refuse: state => refuseLook(state, null)}),
	bind('look', ['describe'], 'reload', 'r', 'load again', {footer: true}),
	bind('look', ['describe'], 'links', 'o', 'show or fold links'),
	bind('look', rows, 'row-events', 'e', 'events of the row', {refuse: state => refuseLook(state, null)}),
	bind('look', rows, 'copy', 'Y', 'copy the name; again: the id', {refuse: state => refuseLook(state, null)}),
] as const;

const logs = [
	bind('logs', ['logs'], 'freeze', 'f', 'follow or freeze', {footer: true}),
	bind('logs', ['logs'], 'wrap', 'w', 'wrap long lines', {footer: true}),
	bind('logs', ['logs'], 'times', 'T', 'times', {footer: true}),
	bind('logs', ['logs'], 'since-tail', '0', 'the last lines'),
	bind('logs', ['logs'], 'since-head', '1', 'from the start'),
	bind('logs', ['logs'], 'since-1m', '2', 'since 1 minute'),
	bind('logs', ['logs'], 'since-5m', '3', 'since 5 minutes'),
	bind('logs', ['logs'], 'since-15m', '4', 'since 15 minutes'),
	bind('logs', ['logs'], 'since-30m', '5', 'since 30 minutes'),
	bind('logs', ['logs'], 'since-1h', '6', 'since 1 hour'),
	bind('logs', ['logs'], 'previous-run', 'p', 'of the run before the last restart'),
	bind('logs', ['logs'], 'mark-line', 'm', 'draw a mark'),
	bind('logs', ['logs'], 'save', 'ctrl-s', 'save to a file', {footer: true}),
] as const;

const typing = [
	bind(
		'prompts and dialogs',
		['prompt', 'actions', 'owners', 'form', 'confirm', 'send', 'quit'],
		'accept',
		'enter',
		'take it; in a form: next line',
		{footer: true},
	),
	bind('prompts and dialogs', ['prompt', 'form', 'confirm', 'send', 'quit'], 'cancel', 'escape', 'leave', {
		footer: true,
	}),
	bind('prompts and dialogs', ['actions', 'owners'], 'close', 'escape q', 'leave', {footer: true}),
	bind('prompts and dialogs', ['confirm', 'send', 'quit'], 'no', 'n', 'no', {footer: true}),
	bind('prompts and dialogs', ['confirm', 'send'], 'yes', 'y', 'yes', {footer: true}),
	bind('prompts and dialogs', ['quit'], 'yes-quit', 'y q', 'yes', {footer: true}),
	bind(
		'prompts and dialogs',
		['confirm', 'send', 'quit'],
		'switch',
		'tab left right shift-tab',
		'other answer',
	),
	bind('prompts and dialogs', ['prompt'], 'complete', 'tab', 'complete; right at the end too'),
	bind('prompts and dialogs', ['prompt'], 'caret-left', 'left', 'to the left'),
	bind('prompts and dialogs', ['prompt'], 'caret-right', 'right', 'to the right'),
	bind('prompts and dialogs', ['prompt'], 'caret-home', 'home', 'to the start'),
	bind('prompts and dialogs', ['prompt'], 'caret-end', 'end ctrl-e', 'to the end'),
	bind('prompts and dialogs', ['prompt'], 'history-back', 'up', 'what was typed before'),
	bind('prompts and dialogs', ['prompt'], 'history-forward', 'down', 'what was typed after'),
	bind('prompts and dialogs', ['prompt', 'form'], 'erase', 'backspace', 'erase a character'),
	bind('prompts and dialogs', ['prompt', 'form'], 'erase-word', 'ctrl-w', 'erase a word'),
	bind('prompts and dialogs', ['prompt', 'form'], 'erase-all', 'ctrl-u', 'erase all'),
	bind('prompts and dialogs', ['prompt'], 'erase-right', 'delete', 'erase to the right'),
	bind('prompts and dialogs', ['form'], 'field-next', 'down tab', 'next field'),
	bind('prompts and dialogs', ['form'], 'field-previous', 'up shift-tab', 'previous field'),
	bind('prompts and dialogs', ['form'], 'choice-next', 'right', 'next choice; Space too'),
	bind('prompts and dialogs', ['form'], 'choice-previous', 'left', 'previous choice'),
	bind('prompts and dialogs', ['form'], 'submit', 'ctrl-s', 'send', {footer: true}),
] as const;

const everywhere: readonly Context[] = [
	...views,
	'actions',
	'owners',
	'form',
	'confirm',
	'send',
	'quit',
	'prompt',
];

const program = [
	bind('program', views, 'relist', 'ctrl-r', 'refresh'),
	bind('program', everywhere, 'redraw', 'ctrl-l', 'redraw'),
	bind('program', everywhere, 'suspend', 'ctrl-z', "suspend (the shell's)"),
	bind('program', everywhere, 'quit-now', 'ctrl-c', 'quit at once'),
] as const;

/** Every key there is, in the order of the help screen. */
export const bindings = [
	...move,
	...view,
	...sortAndMark,
	...actions,
	...look,
	...logs,
	...typing,
	...program,
] as const;

/** The name of a command, as in the configuration file. */
export type CommandName = (typeof bindings)[number]['command'];
