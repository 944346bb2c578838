import {bottomLines} from '../../state/bottom-line.js';
import {layoutOf} from '../../state/layout.js';
import {headerModel} from '../../state/pages/header.js';
import type {State} from '../../state/state.js';
import {titleModel} from '../../state/title.js';
import {bottomTexts} from './bottom-text.js';
import {headerLines} from './header-lines.js';
import type {Theme} from './theme.js';
import {titleLine} from './title-line.js';

/** The styled lines above every view: header and title. */
export const linesAbove = (state: State, theme: Theme): readonly string[] => {
	const {columns} = state.size;
	return [
		...headerLines(headerModel(state), columns, layoutOf(state).header, theme),
		titleLine(titleModel(state), columns, theme),
	];
};

/** The styled lines below every view. */
export const linesBelow = (state: State, theme: Theme): readonly string[] =>
	bottomTexts(bottomLines(state), {columns: state.size.columns, rows: layoutOf(state).bottom}, theme);
