import {leaveProgram} from './leave.js';
import {relist} from './look.js';
import {next} from './next.js';
import type {Command} from './state.js';

/** The commands that concern the whole program. */
export const programCommands: readonly Command[] = [
	{
		command: 'relist',
		asks: true,
		keys: 'ctrl-r',
		title: 'refresh',
		group: 'program',
		on: 'views',
		run: relist,
	},
	{
		command: 'redraw',
		keys: 'ctrl-l',
		title: 'redraw',
		group: 'program',
		on: 'everywhere',
		run: state => next(state, {type: 'redraw'}),
	},
	{
		command: 'suspend',
		keys: 'ctrl-z',
		title: "suspend (the shell's)",
		group: 'program',
		on: 'everywhere',
		run: state => next({...state, suspended: true}, {type: 'suspend'}),
	},
	{
		command: 'quit-now',
		keys: 'ctrl-c',
		title: 'quit at once',
		group: 'program',
		on: 'everywhere',
		run: state => leaveProgram(state, true),
	},
];
