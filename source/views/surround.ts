import {bottomLines} from '../state/bottom-line.ts';
import {headerModel} from '../state/header.ts';
import {layoutOf} from '../state/layout.ts';
import type {State} from '../state/state.ts';
import {titleModel} from '../state/title.ts';
import {bottomTexts} from './bottom-text.ts';
import {headerLines} from './header-lines.ts';
import type {Look} from './theme.ts';
import {titleLine} from './title-line.ts';

/** The styled lines above every view: header and title. */
export const linesAbove = (state: State, look: Look): readonly string[] => {
	const {columns} = state.size;
	return [
		...headerLines(headerModel(state), columns, layoutOf(state).header, look),
		titleLine(titleModel(state), columns, look),
	];
};

/** The styled lines below every view. */
export const linesBelow = (state: State, look: Look): readonly string[] =>
	bottomTexts(bottomLines(state), state.size.columns, look);
