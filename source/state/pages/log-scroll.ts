import type {SearchFrom} from '../filter/text-match.js';
import {placesOf} from '../filter/text-match.js';
import {keyHint} from '../keys/keymap.js';
import {layoutOf} from '../layout.js';
import type {LogEntry} from '../logs/entry.js';
import type {Shift} from '../logs/log-buffer.js';
import {isDated, timeColumns} from '../logs/log-text.js';
import {nameColumns, nameOf} from '../logs/names.js';
import {type Showing, shownEntry} from '../logs/shown-entry.js';
import {withNotice} from '../notice.js';
import type {State} from '../state.js';
import {displayWidth} from '../text/display-width.js';
import {replaceView} from '../view-stack.js';
import type {LogsView} from './views.js';

/** Says why a command that needs a line does nothing. */
export const withoutCursor = (state: State): State => {
	const freeze = keyHint(state.keymap, 'freeze', 'logs', key => `: ${key} freezes it`);
	return withNotice(state, 'info', `a followed log has no cursor${freeze}`);
};

/** How the lines of a view are shown. */
const showingOf = ({now}: State, {times, layout, buffer}: LogsView): Showing => ({
	times,
	dated: isDated(buffer, now),
	layout,
});

// The room that time and name leave for the text of a line.
const textColumns = ({size, now}: State, {times, buffer, members}: LogsView, entry: LogEntry): number => {
	const isNamed = nameOf(entry, members.hasSeveral) !== null;
	const before = isNamed ? nameColumns(members.width, size.columns) + 3 : 0;
	return Math.max(8, size.columns - (times ? timeColumns(isDated(buffer, now)) : 0) - before);
};

// Lines of the screen that a line takes; beyond a whole screen the exact number does not matter.
const screenLines = (state: State, view: LogsView, number: number): number => {
	const entry = view.wrap ? view.buffer.entry(number) : undefined;
	if (!entry) return 1;
	const {columns, rows} = state.size;
	const {text} = shownEntry(entry, showingOf(state, view));
	const width = displayWidth(text.slice(0, columns * rows));
	return Math.max(1, Math.ceil(width / textColumns(state, view, entry)));
};

// Scrolls sideways only as far as needed to show the first match of a line, with some of what is before it.
const showMatch = (state: State, view: LogsView, number: number): LogsView => {
	const entry = view.buffer.entry(number);
	const text = entry ? shownEntry(entry, showingOf(state, view)).text : '';
	const [place] = placesOf(view.search)?.places(text) ?? [];
	if (!entry || !place || view.wrap) return view;
	const start = displayWidth(text.slice(0, place.start));
	const end = start + displayWidth(text.slice(place.start, place.end));
	const room = textColumns(state, view, entry);
	if (start >= view.left && end <= view.left + room) return view;
	return {...view, left: end <= room ? 0 : Math.max(0, start - Math.floor(room / 3))};
};

/** Number of the first line on the screen while the end is followed. */
export const tailStart = (state: State, view: LogsView): number => {
	const {index, buffer} = view;
	let room = layoutOf(state).body;
	let at = index.count;
	while (at > 0) {
		room -= screenLines(state, view, index.at(at - 1) ?? 0);
		if (room < 0) break;
		at--;
	}

	return index.at(at) ?? buffer.total;
};

/** Number of the first line on the screen. */
export const firstShown = (state: State, view: LogsView): number =>
	view.frozenAt === null ? tailStart(state, view) : Math.max(view.frozenAt, view.buffer.first);

/** Number of lines since the view was frozen; 0 while it follows. */
export const newSince = ({frozenAt, frozenEnd, frozenTotal, buffer, index}: LogsView): number => {
	if (frozenAt === null) return 0;
	return index.isAll ? buffer.total - frozenTotal : index.count - index.indexOf(frozenEnd);
};

/** The shown line so many lines after (below 0: before) another one, or the nearest possible. */
const lineAfter = ({index, buffer}: LogsView, number: number, by: number): number => {
	const at = Math.max(0, Math.min(index.indexOf(number) + by, index.count - 1));
	return index.at(at) ?? buffer.first;
};

/** Freezes the view with this line at the top, or the nearest possible. The cursor stays, or is on the last line. */
export const freezeAt = (state: State, view: LogsView, number: number): LogsView => {
	const {index, buffer} = view;
	// The rule above the new lines takes a line too.
	const last = index.indexOf(tailStart(state, view)) + (newSince(view) > 0 ? 1 : 0);
	const frozenAt = index.at(Math.min(index.indexOf(number), last, index.count - 1)) ?? buffer.first;
	if (frozenAt === view.frozenAt) return view;
	if (view.frozenAt !== null) return {...view, frozenAt};
	const {total} = buffer;
	return {...view, frozenAt, frozenEnd: total, frozenTotal: total, cursor: lineAfter(view, total, 0)};
};

/** The first line of a screen that ends with this line. */
const topAbove = (state: State, view: LogsView, number: number): number => {
	const {index, frozenEnd} = view;
	// The rule above the new lines takes a line too.
	let room = layoutOf(state).body - (number >= frozenEnd ? 1 : 0);
	let at = index.indexOf(number);
	while (at >= 0) {
		room -= screenLines(state, view, index.at(at) ?? 0);
		if (room < 0) break;
		at--;
	}

	return index.at(Math.min(at + 1, index.indexOf(number))) ?? number;
};

/** Puts the cursor of a frozen view on this line, or the nearest shown, and scrolls as far as that needs. */
export const withCursor = (state: State, view: LogsView, number: number): LogsView => {
	const cursor = lineAfter(view, number, 0);
	const top = topAbove(state, view, cursor);
	const frozenAt = Math.min(Math.max(firstShown(state, view), top), cursor);
	return cursor === view.cursor && frozenAt === view.frozenAt ? view : {...view, cursor, frozenAt};
};

/** Moves the cursor by so many lines. What is followed is frozen first, with the cursor on its last line. */
export const moveCursor = (state: State, view: LogsView, by: number): LogsView => {
	if (view.frozenAt !== null) return withCursor(state, view, lineAfter(view, view.cursor ?? 0, by));
	return by > 0 ? view : freezeAt(state, view, tailStart(state, view));
};

/** Scrolls by so many lines; the cursor goes as far. */
export const scrollBy = (state: State, view: LogsView, by: number): LogsView => {
	if (by > 0 && view.frozenAt === null) return view;
	const frozen = freezeAt(state, view, lineAfter(view, firstShown(state, view), by));
	return withCursor(state, frozen, lineAfter(frozen, frozen.cursor ?? 0, by));
};

/** Goes to the next line that matches and freezes there; says so if it went around the end. */
export const searchLogs = (state: State, view: LogsView, from: SearchFrom): State => {
	const {index} = view;
	const {first, total} = view.buffer;
	const backward = from === 'previous' || (from === 'here' && view.frozenAt === null);
	const direction = backward ? 'backward' : 'forward';
	const here = backward ? total : firstShown(state, view) - 1;
	const start = from === 'here' ? here : (view.cursor ?? here);
	const onwards = index.nextMatch(start, direction);
	const found = onwards ?? index.nextMatch(backward ? total : first - 1, direction);
	if (found === null) return withNotice(state, 'info', `no line matches '${view.search}'`);
	const top = lineAfter(view, found, -Math.floor(layoutOf(state).body / 2));
	const shown = withCursor(state, freezeAt(state, view, top), found);
	const went = replaceView(state, showMatch(state, shown, found));
	return onwards === null && from !== 'here'
		? withNotice(went, 'info', backward ? 'continued from the end' : 'continued from the start')
		: went;
};

/** The view after lines were put between others: what it points to has other numbers, and its index knows the new ones. */
export const shiftedBy = (view: LogsView, {of, from}: Shift): LogsView => {
	view.index.update(from);
	return {
		...view,
		...(view.frozenAt !== null && {
			frozenAt: of(view.frozenAt),
			// What was put right before the first new line is new too.
			frozenEnd: of(view.frozenEnd - 1) + 1,
		}),
		cursor: view.cursor === null ? null : Math.max(of(view.cursor), view.buffer.first),
		range: view.range === null ? null : Math.max(of(view.range), view.buffer.first),
	};
};
