import {layoutOf} from '../layout.js';
import {next, type Step} from '../next.js';
import type {Page} from '../state.js';
import {latest} from '../subject.js';
import {agesTick} from '../ticks.js';
import {positionText, rowTitle} from '../title-parts.js';
import {onView, replaceView} from '../view-stack.js';
import {scrolledTo} from './describe-scroll.js';
import {reload} from './open-describe.js';
import {searchFor} from './search.js';
import {describePieces} from './text-lines.js';
import type {DescribeView} from './views.js';

const scroll = (to: (view: DescribeView, height: number) => number): Step =>
	onView('describe', (state, view) => next(scrolledTo(state, view, to(view, layoutOf(state).body))));

const second = 1000;
const hour = 3_600_000;

/** Everything about one row: fields, timeline, object; or the answer to an action on it. */
export const describePage: Page<DescribeView> = {
	name: 'describe',
	isFed: true,
	subject: (state, {resource}) => latest(state, resource),
	title: (state, view) => ({
		what: view.answerTo ?? view.mode,
		of: rowTitle(state, view.resource),
		filter: view.search,
		status: view.error !== null ? 'failed' : view.object || state.past ? '' : 'loading',
		position: positionText(view.top, describePieces(state, view).length),
	}),
	ticks({resources, now}, {mode, resource}) {
		const row = resources.get(resource.key);
		// Its timeline shows seconds for an hour, then minutes.
		return mode === 'describe' && row ? agesTick(now, [now - row.seen < hour ? second : 60 * second]) : [];
	},
	clear: (state, {search}) => (search === '' ? null : searchFor(state, '')),
	steps: {
		up: scroll(view => view.top - 1),
		down: scroll(view => view.top + 1),
		'page-up': scroll((view, height) => view.top - height + 1),
		'page-down': scroll((view, height) => view.top + height - 1),
		top: scroll(() => 0),
		bottom: scroll(() => Number.MAX_SAFE_INTEGER),
	},
	commands: [
		{
			command: 'reload',
			asks: true,
			keys: 'r',
			title: 'load again',
			group: 'look',
			footer: true,
			on: ['describe'],
			run: reload,
		},
		{
			command: 'links',
			keys: 'o',
			title: 'show or fold links',
			group: 'look',
			on: ['describe'],
			run: onView('describe', (state, view) => {
				const turned = {...view, unfolded: !view.unfolded};
				return next(scrolledTo(replaceView(state, turned), turned, view.top));
			}),
		},
	],
};
