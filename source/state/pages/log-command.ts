import type {Step} from '../next.js';
import type {Command} from '../state.js';

/** A command of the view of logs. `footer`: it is among the hints at the bottom. */
export const logCommand = (
	command: string,
	keys: string,
	title: string,
	run: Step,
	footer = false,
): Command => ({command, keys, title, group: 'logs', footer, on: ['logs'], run});
