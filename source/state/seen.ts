import type {Connection} from './connections/connection.js';
import {gridOf} from './grid/window.js';
import {isTooSmall} from './layout.js';
import type {Seen} from './message.js';
import type {State} from './state.js';
import {cursorRow} from './subject.js';

/** What a frame of this state shows; null where there is no row to see. */
export const seenOf = (state: State): Seen | null => {
	const view = gridOf(state);
	const row = cursorRow(state);
	if (!view || !row || isTooSmall(state) || state.views.at(-1)?.id !== view.id) return null;
	return {view: view.id, cursor: row.resource.key};
};

/** A source that says nothing for so long has failed, as far as can be seen. */
const silentMs = 8000;

/** Until when a source is awaited that has shown nothing yet, epoch milliseconds; null for one that has or that failed. */
export const awaitedUntil = ({enabled, status, wasLive, since}: Connection): number | null =>
	enabled && status === 'connecting' && !wasLive ? since + silentMs : null;

const isAwaited = (connection: Connection, now: number): boolean => now < (awaitedUntil(connection) ?? now);

// A prompt or dialog can be seen, and so can any other view.
const isUnpainted = ({connections, views, prompt, dialog, now}: State, seen: Seen | null): boolean =>
	seen === null &&
	prompt === null &&
	dialog === null &&
	views.at(-1)?.type === 'grid' &&
	connections.size > 0 &&
	[...connections.values()].every(connection => isAwaited(connection, now));

/** Whether there is nothing that a key could be about: the terminal is too small or given away, or the first rows are awaited. */
export const isBlind = (state: State, seen: Seen | null): boolean =>
	isTooSmall(state) || state.suspended || isUnpainted(state, seen);
