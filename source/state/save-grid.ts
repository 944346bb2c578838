import {fileEndings, formatOfFile} from '../model/file-format.js';
import {wordList} from '../model/word-list.js';
import {gridOf} from './grid/window.js';
import {type Next, next} from './next.js';
import {withNotice} from './notice.js';
import type {State} from './state.js';

/** The name of a file that the grid can be saved to, for a start. */
export const usualFileName = (state: State): string => {
	const kind = gridOf(state)?.kind ?? 'all';
	const plural = state.kinds.find(({name}) => name === kind)?.plural ?? kind;
	return `${plural.replace(/[^\w.-]+/g, '-')}.csv`;
};

/** What is wrong with the name of a file for the grid, or null; an empty one stands for the usual name. */
export const fileNameFault = (name: string): string | null =>
	name.trim() !== '' && formatOfFile(name.trim()) === null
		? `expected a file name that ends in ${wordList(fileEndings, 'or')}`
		: null;

/** Saves all rows that the grid shows. */
export const saveGrid = (state: State, typed: string): Next => {
	const name = typed.trim() || usualFileName(state);
	const format = formatOfFile(name);
	return format === null
		? next(withNotice(state, 'warning', fileNameFault(name) ?? ''))
		: next(state, {type: 'save-grid', name, format});
};
