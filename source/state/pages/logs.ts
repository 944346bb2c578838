import type {LogOptions} from '../../model/log.js';
import {containerCommand} from '../choose-containers.js';
import {clearFilters, lineFilterCommands} from '../filter-lines.js';
import {layoutOf} from '../layout.js';
import {refuseEarlierRun} from '../logs/earlier-run.js';
import type {WriterEvent} from '../logs/log-taker.js';
import {next, type Step} from '../next.js';
import {withNotice} from '../notice.js';
import type {Command, Page, State} from '../state.js';
import {countdown} from '../ticks.js';
import {onView, replaceView} from '../view-stack.js';
import {logCommand} from './log-command.js';
import {wholeLineCommand} from './log-line.js';
import {rangeCommands} from './log-range.js';
import {freezeAt, moveCursor, scrollBy, shiftedBy, tailStart, withCursor} from './log-scroll.js';
import {logsTitle} from './log-title.js';
import {manyLines, reopenLogs, tailOptions} from './open-logs.js';
import {searchFor} from './search.js';
import type {LogsView} from './views.js';

const change = (run: (state: State, view: LogsView) => LogsView): Step =>
	onView('logs', (state, view) => next(replaceView(state, run(state, view))));

const follow = (view: LogsView): LogsView =>
	view.frozenAt === null ? view : {...view, frozenAt: null, cursor: null, range: null};

const move = (by: number): Step => change((state, view) => moveCursor(state, view, by));

const scroll = (distance: (height: number) => number): Step =>
	change((state, view) => scrollBy(state, view, distance(layoutOf(state).body)));

const sideways = (columns: number): Step =>
	change((_state, view) => {
		const left = Math.max(0, view.left + columns);
		return view.wrap || left === view.left ? view : {...view, left};
	});

const reopen = (choose: (options: LogOptions) => LogOptions): Step =>
	onView('logs', (state, view) => reopenLogs(state, view, {options: choose(view.options)}));

const since = (minutes: number): Step =>
	reopen(options => ({...options, lines: manyLines, sinceSeconds: minutes * 60}));

const previousRun: Step = state => {
	const view = state.views.at(-1);
	const reason =
		view?.type !== 'logs' || view.options.previous ? null : refuseEarlierRun(state, view.targets);
	return reason === null
		? reopen(options => ({...options, previous: !options.previous}))(state)
		: next(withNotice(state, 'warning', reason));
};

const markLine = change((state, view) => shiftedBy(view, view.taker.mark('mark', state.now)));

const commands: readonly Command[] = [
	logCommand(
		'freeze',
		'f',
		'follow or freeze',
		change((state, view) =>
			view.frozenAt === null ? freezeAt(state, view, tailStart(state, view)) : follow(view),
		),
		true,
	),
	logCommand(
		'wrap',
		'w',
		'wrap long lines',
		change((_state, view) => ({...view, wrap: !view.wrap, left: 0})),
		true,
	),
	logCommand(
		'times',
		'T',
		'times',
		change((_state, view) => ({...view, times: !view.times})),
		true,
	),
	logCommand(
		'since-tail',
		'0',
		'the last lines',
		reopen(({previous, container}) => ({...tailOptions, previous, container})),
	),
	logCommand(
		'since-head',
		'1',
		'from the start',
		reopen(options => ({...options, lines: manyLines, sinceSeconds: null})),
	),
	logCommand('since-1m', '2', 'since 1 minute', since(1)),
	logCommand('since-5m', '3', 'since 5 minutes', since(5)),
	logCommand('since-15m', '4', 'since 15 minutes', since(15)),
	logCommand('since-30m', '5', 'since 30 minutes', since(30)),
	logCommand('since-1h', '6', 'since 1 hour', since(60)),
	logCommand('mark-line', 'm', 'draw a mark', markLine),
	...lineFilterCommands,
	wholeLineCommand,
	...rangeCommands,
	containerCommand,
];

/** The followed logs of one or more rows. */
export const logsPage: Page<LogsView> = {
	name: 'logs',
	isFed: true,
	title: logsTitle,
	ticks: ({now}, {members}) => members.present.flatMap(({retryAt}) => countdown(retryAt, now)),
	clear: (state, view) =>
		view.range === null
			? view.search === ''
				? clearFilters(state, view)
				: searchFor(state, '')
			: replaceView(state, {...view, range: null}),
	steps: {
		'previous-run': previousRun,
		up: move(-1),
		down: move(1),
		'page-up': scroll(height => 1 - height),
		'page-down': scroll(height => height - 1),
		top: change((state, view) =>
			withCursor(state, freezeAt(state, view, view.buffer.first), view.buffer.first),
		),
		bottom: change((_state, view) => follow(view)),
		'scroll-left': sideways(-10),
		'scroll-right': sideways(10),
	},
	commands,
};

/** Adds events to the log view with this id, if it is still there. */
export const takeLog = (state: State, viewId: number, events: readonly WriterEvent[], at: number): State => {
	const view = state.views.find(one => one.id === viewId);
	if (view?.type !== 'logs' || events.length === 0) return state;
	return replaceView(state, shiftedBy(view, view.taker.take(events, at)));
};
