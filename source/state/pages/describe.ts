import type {SearchFrom, TextMatch} from '../filter/text-match.js';
import type {CommandName} from '../keys/keymap.js';
import {layoutOf} from '../layout.js';
import {next, type Step} from '../next.js';
import {withNotice} from '../notice.js';
import type {State} from '../state.js';
import {onView, replaceView} from '../view-stack.js';
import {wholeText} from './text-line.js';
import {describePieces, linesOf} from './text-lines.js';
import type {DescribeView} from './views.js';

const scrolledTo = (state: State, view: DescribeView, top: number): State => {
	const last = Math.max(0, describePieces(state, view).length - layoutOf(state).body);
	const clamped = Math.max(0, Math.min(top, last));
	return clamped === view.top ? state : replaceView(state, {...view, top: clamped});
};

const scroll = (to: (view: DescribeView, height: number) => number): Step =>
	onView('describe', (state, view) => next(scrolledTo(state, view, to(view, layoutOf(state).body))));

/** What the keys do in a description. */
export const describeSteps: Partial<Readonly<Record<CommandName, Step>>> = {
	up: scroll(view => view.top - 1),
	down: scroll(view => view.top + 1),
	'page-up': scroll((view, height) => view.top - height + 1),
	'page-down': scroll((view, height) => view.top + height - 1),
	top: scroll(() => 0),
	bottom: scroll(() => Number.MAX_SAFE_INTEGER),
	links: onView('describe', (state, view) => {
		const turned = {...view, unfolded: !view.unfolded};
		return next(scrolledTo(replaceView(state, turned), turned, view.top));
	}),
};

/** Scrolls so that the next line that matches is the first; around the end if need be. */
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
