import type {Action, Verb} from '../../model/action.js';
import type {Resource} from '../../model/resource.js';
import {refuseActions, refuseEdit, refuseShell, refuseVerb} from '../keys/refusals.js';
import {type Next, next, type Step} from '../next.js';
import type {Command, State} from '../state.js';
import {targetsOf} from '../subject.js';
import {menuOf} from './actions.js';
import {begin, beginQuickly, openEditor, openShell} from './begin.js';
import {menuCommands} from './menu-commands.js';

const withVerb =
	(verb: Verb, run: (state: State, targets: readonly Resource[], action: Action) => Next): Step =>
	state => {
		const targets = targetsOf(state);
		const action = targets[0]?.actions.find(one => one.verb === verb);
		return action ? run(state, targets, action) : next(state);
	};

const openMenu: Step = state => next({...state, dialog: menuOf(targetsOf(state), null)});

const act = (
	command: Verb,
	keys: string,
	title: string,
	run: (state: State, targets: readonly Resource[], action: Action) => Next = beginQuickly,
): Command => ({
	command,
	keys,
	title,
	group: 'act',
	refuse: state => refuseVerb(state, command),
	on: ['grid'],
	run: withVerb(command, run),
});

/** The menu of actions, and the keys of the common ones. */
export const actionCommands: readonly Command[] = [
	{
		command: 'actions',
		keys: 'a',
		title: 'actions that the server offers',
		group: 'act',
		footer: true,
		refuse: state => (menuCommands(state).length > 0 ? null : refuseActions(state)),
		on: 'rows',
		run: openMenu,
	},
	act('restart', 'r', 'restart or redeploy'),
	act('stop', 'x', 'stop'),
	act('start', 'u', 'start or activate'),
	act('remove', 'ctrl-d', 'remove'),
	act('cordon', 'c', 'cordon'),
	act('uncordon', 'U', 'uncordon'),
	act('scale', '+', 'scale: a form with the present number', (state, targets, action) =>
		begin(state, targets, action, null),
	),
	act('image', 'i', 'set an image: a form with the present ones', (state, targets, action) =>
		begin(state, targets, action, null),
	),
	act('forward', 'f', 'forward a port to this machine', (state, targets, action) =>
		begin(state, targets, action, null),
	),
	{
		command: 'edit',
		keys: 'E',
		title: 'edit as YAML in $EDITOR',
		group: 'act',
		refuse: refuseEdit,
		on: ['grid'],
		run: openEditor,
	},
	{
		command: 'shell',
		keys: 's',
		title: 'shell',
		group: 'act',
		refuse: refuseShell,
		on: ['grid', 'describe'],
		run: openShell,
	},
];
