import {longestTimerMs} from '../model/longest-timer.js';
import {answerableAt} from './actions/confirm.js';
import type {Connection} from './connections/connection.js';
import {loginTicks} from './connections/login.js';
import {pageOf} from './context.js';
import {noticeEnd} from './notice.js';
import {presentState} from './past/present.js';
import {awaitedUntil} from './seen.js';
import type {State} from './state.js';
import {nextChangeMs} from './text/time-text.js';
import {agesTick, countdown} from './ticks.js';

const second = 1000;

const awaitedTicks = (connection: Connection, now: number): readonly number[] => {
	const until = awaitedUntil(connection);
	return until === null || until <= now ? [] : [until - now];
};

// The screen shows how long the first connection has taken.
const silenceTicks = (
	{enabled, status, wasLive, waitingSince}: Connection,
	now: number,
): readonly number[] =>
	enabled && status === 'connecting' && !wasLive && waitingSince !== null
		? [nextChangeMs(now - waitingSince)]
		: [];

const connectionTicks = (connection: Connection, now: number): readonly number[] => [
	...awaitedTicks(connection, now),
	...loginTicks(connection, now),
	...(connection.status === 'retrying' ? countdown(connection.retryAt, now) : []),
	...silenceTicks(connection, now),
	// The rate is counted each second until it is zero.
	...(connection.rate > 0 || connection.events !== connection.counted.events
		? [Math.max(1, connection.counted.at + second - now)]
		: []),
];

// The time that is shown stands still, but how long ago it was does not.
const pastTicks = ({past, now}: State): readonly number[] =>
	past === null || past.player ? [] : agesTick(past.present.now, [nextChangeMs(past.present.now - now)]);

/**
 * Milliseconds until the next tick is due, because an age, a countdown, a rate or a notice on the screen changes, or a row
 * becomes stuck or goes. At least 1, at most what a timer can wait; null when nothing ages. Cost: the visible rows.
 */
export const nextTickMs = (state: State): number | null => {
	const {now, resources, connections} = presentState(state);
	const view = state.past ? undefined : state.views.at(-1);
	const {nextDue} = resources;
	const answerable = answerableAt(state.dialog);
	const ticks = [
		...(answerable !== null && answerable > now ? [answerable - now] : []),
		...(view ? (pageOf(state, view)?.ticks?.(state, view) ?? []) : []),
		...pastTicks(state),
		...[...connections.values()].flatMap(connection => connectionTicks(connection, now)),
		...(nextDue === null ? [] : [nextDue - now]),
		state.watching.nextDue - now,
		state.absences.nextDue - now,
		...(state.notice ? [noticeEnd(state.notice) - now] : []),
	];
	const soonest = Math.min(...ticks);
	return Number.isFinite(soonest) ? Math.max(1, Math.min(soonest, longestTimerMs)) : null;
};
