import {longestTimerMs} from '../model/longest-timer.js';
import {answerableAt} from './actions/confirm.js';
import type {Connection} from './connections/connection.js';
import {pageOf} from './context.js';
import {noticeEnd} from './notice.js';
import {awaitedUntil} from './seen.js';
import type {State} from './state.js';
import {nextChangeMs} from './text/time-text.js';
import {countdown} from './ticks.js';

const second = 1000;

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
		...(view ? (pageOf(state, view)?.ticks?.(state, view) ?? []) : []),
		...[...state.connections.values()].flatMap(connection => connectionTicks(connection, state.now)),
		...(nextDue === null ? [] : [nextDue - state.now]),
		...(state.notice ? [noticeEnd(state.notice) - state.now] : []),
	];
	const soonest = Math.min(...ticks);
	return Number.isFinite(soonest) ? Math.max(1, Math.min(soonest, longestTimerMs)) : null;
};
