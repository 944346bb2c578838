import type {SearchFrom, TextMatch} from '../filter/text-match.js';
import {layoutOf} from '../layout.js';
import {withNotice} from '../notice.js';
import type {State} from '../state.js';
import {replaceView} from '../view-stack.js';
import {wholeText} from './text-line.js';
import {describePieces, linesOf} from './text-lines.js';
import type {DescribeView} from './views.js';

/** Scrolls a description to a line, or the nearest one. */
export const scrolledTo = (state: State, view: DescribeView, top: number): State => {
	const last = Math.max(0, describePieces(state, view).length - layoutOf(state).body);
	const clamped = Math.max(0, Math.min(top, last));
	return clamped === view.top ? state : replaceView(state, {...view, top: clamped});
};

/** Scrolls to the next line that matches, around the end if necessary. */
export const searchDescribe = (
	state: State,
	view: DescribeView,
	match: TextMatch,
	from: SearchFrom,
): State => {
	const lines = linesOf(state, view).map(line => match(wholeText(line)));
	const found = describePieces(state, view).flatMap(({line}, index, all) =>
		lines[line] === true && all[index - 1]?.line !== line ? [index] : [],
	);
	if (found.length === 0) return withNotice(state, 'info', `no line matches '${view.search}'`);
	const after = found.find(index => (from === 'here' ? index >= view.top : index > view.top)) ?? found[0];
	const before = found.findLast(index => index < view.top) ?? found.at(-1);
	return scrolledTo(state, view, (from === 'previous' ? before : after) ?? view.top);
};
