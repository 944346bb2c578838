import {type Next, next, type Step} from './next.js';
import {withNotice} from './notice.js';
import {logFileFault, logFileNames, saveLog} from './pages/save-log.js';
import type {LogsView} from './pages/views.js';
import {openPrompt} from './prompt/open-prompt.js';
import {fileNameFault, saveGrid, usualFileName} from './save-grid.js';
import type {State} from './state.js';

const logOf = ({views}: State): LogsView | null => {
	const view = views.at(-1);
	return view?.type === 'logs' ? view : null;
};

/** Names of files for what is in view, the usual one first: its log, else the rows of the grid. */
export const fileNames = (state: State): readonly string[] => {
	const log = logOf(state);
	return log === null ? [usualFileName(state)] : logFileNames(log);
};

/** What is wrong with the name of a file, or null; an empty one stands for the usual name. */
export const fileFault = (state: State, name: string): string | null =>
	logOf(state) === null ? fileNameFault(name) : logFileFault(name);

/** Saves what is in view. */
export const saveView = (state: State, name: string): Next => {
	const log = logOf(state);
	return log === null ? saveGrid(state, name) : saveLog(state, log, name);
};

/** Asks what to save it as. */
export const askForFile: Step = state =>
	logOf(state)?.buffer.size === 0
		? next(withNotice(state, 'info', 'there are no lines to save'))
		: next(openPrompt(state, 'save', fileNames(state)));
