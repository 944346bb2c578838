import {longestTimerMs} from '../model/longest-timer.js';
import {answerableAt} from './actions/confirm.js';
import type {Connection} from './connections/connection.js';
import {rowNextChangeMs} from './grid/columns.js';
import {noticeEnd} from './notice.js';
import {awaitedUntil} from './seen.js';
import {visibleRows} from './selectors.js';
import type {State, View} from './state.js';
import {nextChangeMs, secondOf} from './text/time-text.js';

const second = 1000;
const hour = 3_600_000;

// A countdown shows whole seconds, rounded up.
const countdown = (until: number | null, now: number): readonly number[] =>
	until === null || until <= now ? [] : [(until - now) % second || second];

const awaitedTicks = (connection: Connection, now: number): readonly number[] => {
	const until = awaitedUntil(connection);
	return until === null || until <= now ? [] : [until - now];
};

// How long a source is waited for the first time is shown.
const silenceTicks = (
	{enabled, status, wasLive, waitingSince}: Connection,
	now: number,
): readonly number[] =>
	enabled && status === 'connecting' && !wasLive && waitingSince !== null
		? [nextChangeMs(now - waitingSince)]
		: [];

const connectionTicks = (connection: Connection, now: number): readonly number[] => [
	...awaitedTicks(connection, now),
	...(connection.status === 'retrying' ? countdown(connection.retryAt, now) : []),
	...silenceTicks(connection, now),
	// The rate is counted at each whole second, until it rests.
	...(connection.rate > 0 || connection.events !== connection.counted.events
		? [Math.max(1, connection.counted.at + second - now)]
		: []),
];

// Ages change at whole seconds only: all that are due by then in one tick.
const agesTick = (now: number, changesMs: readonly number[]): readonly number[] => {
	const dueAt = secondOf(now) + Math.min(...changesMs);
	return Number.isFinite(dueAt) ? [Math.ceil(dueAt / second) * second - now] : [];
};

const gridTicks = (state: State): readonly number[] => {
	const agesAt = secondOf(state.now);
	const changesMs = visibleRows(state).flatMap(({row, staleSince}) => [
		rowNextChangeMs(row, agesAt),
		...(staleSince === null ? [] : [nextChangeMs(agesAt - staleSince)]),
	]);
	return agesTick(state.now, changesMs);
};

const sourcesTicks = ({connections, now}: State): readonly number[] => {
	const agesAt = secondOf(now);
	const changesMs = [...connections.values()].flatMap(({since, lastEventAt}) => [
		nextChangeMs(agesAt - since),
		...(lastEventAt === null ? [] : [nextChangeMs(agesAt - lastEventAt)]),
	]);
	return agesTick(now, changesMs);
};

const viewTicks = (state: State, view: View): readonly number[] => {
	switch (view.type) {
		case 'grid':
			return gridTicks(state);
		case 'logs':
			return countdown(view.retryAt, state.now);
		case 'describe': {
			const row = state.resources.get(view.resource.key);
			// Its timeline tells seconds for an hour, then minutes.
			if (view.mode !== 'describe' || !row) return [];
			return agesTick(state.now, [state.now - row.seen < hour ? second : 60 * second]);
		}

		case 'sources':
			return sourcesTicks(state);
		default:
			return [];
	}
};

/**
 * In how many milliseconds, at least 1 and no more than a timer can wait, the clock must tick next so that what is on the screen stays right: ages,
 * countdowns, rates, notices, rows that become stuck or go. Null when nothing ages. Cost: the window.
 */
export const nextTickMs = (state: State): number | null => {
	const view = state.views.at(-1);
	const {nextDue} = state.resources;
	const answerable = answerableAt(state.dialog);
	const ticks = [
		...(answerable !== null && answerable > state.now ? [answerable - state.now] : []),
		...(view ? viewTicks(state, view) : []),
		...[...state.connections.values()].flatMap(connection => connectionTicks(connection, state.now)),
		...(nextDue === null ? [] : [nextDue - state.now]),
		...(state.notice ? [noticeEnd(state.notice) - state.now] : []),
	];
	const soonest = Math.min(...ticks);
	return Number.isFinite(soonest) ? Math.max(1, Math.min(soonest, longestTimerMs)) : null;
};
