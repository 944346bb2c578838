import type {Connection} from './connections/connection.js';
import {gridOf} from './grid/window.js';
import {isTooSmall} from './layout.js';
import type {Seen} from './message.js';
import {entrySeen} from './pages/page-list.js';
import type {State} from './state.js';
import {cursorRow} from './subject.js';

/** What a frame of this state shows under the cursor; null if no row or entry is visible. */
export const seenOf = (state: State): Seen | null => {
	const shown = state.views.at(-1);
	const entry = isTooSmall(state) ? null : entrySeen(state, shown);
	if (shown && entry !== null) return {view: shown.id, cursor: entry};
	const view = gridOf(state);
	const row = cursorRow(state);
	if (!view || !row || isTooSmall(state) || state.views.at(-1)?.id !== view.id) return null;
	return {view: view.id, cursor: row.resource.key};
};

/** After so long without a sign of life, a source counts as failed here. */
const silentMs = 8000;

/** How long to wait for the first rows of a source, epoch milliseconds; null once it sent some, or failed. */
export const awaitedUntil = ({enabled, status, wasLive, since}: Connection): number | null =>
	enabled && status === 'connecting' && !wasLive ? since + silentMs : null;

const isAwaited = (connection: Connection, now: number): boolean => now < (awaitedUntil(connection) ?? now);

// Prompts, dialogs and other views are visible at once.
const isUnpainted = ({past, connections, views, prompt, dialog, now}: State, seen: Seen | null): boolean =>
	seen === null &&
	past === null &&
	prompt === null &&
	dialog === null &&
	views.at(-1)?.type === 'grid' &&
	connections.size > 0 &&
	[...connections.values()].every(connection => isAwaited(connection, now));

/** Whether nothing that keys could act on is visible: the terminal is too small or suspended, or no rows came yet. */
export const isBlind = (state: State, seen: Seen | null): boolean =>
	isTooSmall(state) || state.suspended || isUnpainted(state, seen);
