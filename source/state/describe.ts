import type {CommandName} from './keymap.ts';
import {layoutOf} from './layout.ts';
import {next, type Step} from './next.ts';
import {withNotice} from './notice.ts';
import type {SearchFrom} from './search.ts';
import type {DescribeView, State} from './state.ts';
import {wholeText} from './text-line.ts';
import {describePieces, linesOf} from './text-lines.ts';
import type {TextMatch} from './text-match.ts';
import {onView, replaceView} from './view-stack.ts';

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
