import type {LogOptions} from '../../model/log.js';
import type {Resource} from '../../model/resource.js';
import {ownKind} from '../connections/own-kind.js';
import type {Effect} from '../effect.js';
import {asWritten} from '../logs/layout.js';
import {everyLine, linePattern} from '../logs/line-filter.js';
import {LineIndex} from '../logs/line-index.js';
import {LogBuffer, maxEntries} from '../logs/log-buffer.js';
import {type LogRows, logRowsOf} from '../logs/log-rows.js';
import {LogTaker} from '../logs/log-taker.js';
import {type Coming, Members} from '../logs/members.js';
import {type Next, next, type Step} from '../next.js';
import type {State} from '../state.js';
import {targetsOf} from '../subject.js';
import {pushView, replaceView} from '../view-stack.js';
import {shiftedBy} from './log-scroll.js';
import type {LogsView} from './views.js';

/** The initial range of logs. */
export const tailOptions: LogOptions = {lines: 500, sinceSeconds: null, previous: false, container: null};

/** By time or from the start: as many lines as the buffer holds. */
export const manyLines = maxEntries;

// What somebody who comes later wrote since then belongs to what is followed.
const linesOfLater = 1000;

/** A log view without lines yet. */
export const newLogs = (
	id: number,
	targets: readonly Resource[],
	options: LogOptions,
	chosen: LogsView['chosen'] = null,
): LogsView => {
	const buffer = new LogBuffer();
	const members = new Members(targets, chosen);
	return {
		type: 'logs',
		id,
		targets,
		options,
		chosen,
		buffer,
		filter: everyLine,
		index: new LineIndex(buffer),
		members,
		taker: new LogTaker(buffer, members),
		frozenAt: null,
		frozenEnd: 0,
		frozenTotal: 0,
		wrap: false,
		times: false,
		layout: asWritten,
		left: 0,
		search: '',
		range: null,
		cursor: null,
	};
};

const rowsOf = (state: State): LogRows => logRowsOf(state.resources, resource => ownKind(state, resource));

const followed = (view: LogsView, {joined, left}: Coming, options: LogOptions): readonly Effect[] => [
	...joined.map(
		(writer): Effect => ({
			type: 'follow-log',
			view: view.id,
			writer: writer.id,
			resource: writer.resource,
			options: {...options, container: writer.container, ...(writer.isOver && {once: true as const})},
		}),
	),
	...left.map(({writer}): Effect => ({type: 'leave-log', view: view.id, writer: writer.id})),
];

/** The streams to open for a view that was just made. */
export const firstStreams = (state: State, view: LogsView): readonly Effect[] =>
	followed(view, view.members.open(rowsOf(state), state.now), view.options);

/** Follows those who came since the rows changed, leaves those who went, and says so in the log. */
export const followMembers = (state: State): Next => {
	let after = state;
	const effects: Effect[] = [];
	for (const view of state.views) {
		if (view.type !== 'logs' || !view.members.isChanged) continue;
		const coming = view.members.settle(rowsOf(state), state.now);
		const {lines} = view.options;
		effects.push(...followed(view, coming, {...view.options, lines: Math.max(lines, linesOfLater)}));
		if (coming.joined.length + coming.left.length > 0)
			after = replaceView(after, shiftedBy(view, view.taker.announce(coming, state.now)));
	}

	return next(after, ...effects);
};

/** Follows the logs of these rows in a view of its own. */
export const openLogsOf = (state: State, targets: readonly Resource[], options: LogOptions): Next => {
	const view = newLogs(state.nextId, targets, options);
	const pushed = pushView(state, () => view);
	return next(pushed.state, ...pushed.effects, ...firstStreams(state, view));
};

/** Follows another range, or other logs, in place of a view. With a new id, late lines of the old one are ignored. */
export const reopenLogs = (
	state: State,
	view: LogsView,
	{options = view.options, chosen = view.chosen}: Partial<Pick<LogsView, 'options' | 'chosen'>>,
): Next => {
	const id = state.nextId;
	const {wrap, times, layout, search, filter} = view;
	const fresh = {...newLogs(id, view.targets, options, chosen), wrap, times, layout, search, filter};
	fresh.index.filter(filter);
	fresh.index.lay(layout);
	fresh.index.search(linePattern(search));
	const views = state.views.map(one => (one.id === view.id ? fresh : one));
	const close: Effect = {type: 'close', view: view.id};
	return next({...state, views, nextId: id + 1}, close, ...firstStreams(state, fresh));
};

/** Follows the logs of all marked rows, or of the one under the cursor. */
export const openLogs: Step = state => openLogsOf(state, targetsOf(state), tailOptions);
