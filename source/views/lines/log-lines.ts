import {countText, numberText} from '../../model/count-text.js';
import {printable} from '../../model/printable.js';
import type {Pattern} from '../../state/filter/pattern.js';
import {placesOf} from '../../state/filter/text-match.js';
import {keyHint} from '../../state/keys/keymap.js';
import {layoutOf} from '../../state/layout.js';
import type {LogEntry} from '../../state/logs/entry.js';
import {isDated, timeOf, timeText} from '../../state/logs/log-text.js';
import {fittedName, nameColumns, nameOf} from '../../state/logs/names.js';
import {type ShownEntry, shownEntry} from '../../state/logs/shown-entry.js';
import {newSince, tailStart} from '../../state/pages/log-scroll.js';
import type {LogsView} from '../../state/pages/views.js';
import type {State} from '../../state/state.js';
import {withoutStart, wrapped, wrappedWords} from '../../state/text/wrap.js';
import {cutToWidth, displayWidth} from '../screen/glyphs.js';
import {painted, partsOfPieces, type StyledPart} from './painted.js';
import {joinStyles, type Style, styled, type Theme} from './theme.js';

/** A colour for each writer; where one log has several, by their names. */
const nameStyle = (entry: LogEntry, name: string, theme: Theme): Style => {
	const origin = entry.type === 'line' ? entry.line.origin : null;
	let number = entry.writer?.colour ?? 0;
	if (origin !== null) {
		number = 0;
		for (let index = 0; index < name.length; index++) number = (number * 31 + name.charCodeAt(index)) >>> 0;
	}

	return theme.writers[number % theme.writers.length] ?? '';
};

/** What all lines of a frame share. */
type Page = {
	readonly columns: number;
	readonly dated: boolean;
	/** What is searched for. */
	readonly pattern: Pattern | null;
	readonly theme: Theme;
};

const prefixOf = (
	entry: LogEntry,
	view: LogsView,
	{columns, dated, theme}: Page,
): {text: string; width: number} => {
	const time = view.times ? `${timeText(timeOf(entry), dated)} ` : '';
	const own = nameOf(entry, view.members.hasSeveral);
	const wide = nameColumns(view.members.width, columns);
	const name = own === null ? '' : `${fittedName(own, wide, theme.signs.cut)} ${theme.ascii ? '|' : '│'} `;
	const text =
		styled(theme.styles.dim, time) + styled(own === null ? '' : nameStyle(entry, own, theme), name);
	return {text, width: displayWidth(time + name)};
};

/** Shown only because it is near a line that passes the filter. */
const isAround = (entry: LogEntry, {index}: LogsView): boolean =>
	!index.isAll && entry.type === 'line' && entry.block.verdict !== 'passes';

const styleOf = (entry: LogEntry, view: LogsView, isLaidOut: boolean, {styles}: Theme): Style => {
	if (entry.type === 'line') {
		if (isAround(entry, view)) return styles.dim;
		return entry.line.stream === 'stderr' && !isLaidOut ? styles.warning : '';
	}

	return entry.level === 'info' ? styles.dim : styles.warning;
};

const roles = {
	time: 'dim',
	key: 'key',
	debug: 'dim',
	info: 'strong',
	warning: 'warning',
	error: 'error',
} as const;

const styledParts = ({parts}: ShownEntry, theme: Theme): readonly StyledPart[] =>
	parts.map(part => ({
		start: part.start,
		end: part.end,
		style: 'role' in part ? theme.styles[roles[part.role]] : theme.own(part.look),
	}));

/** The pieces of a text that lines of the screen show, with where they begin in it. */
const piecesOf = (
	text: string,
	room: number,
	view: LogsView,
): ReadonlyArray<{text: string; start: number}> => {
	if (!view.wrap) {
		const rest = withoutStart(text, view.left);
		return [{text: cutToWidth(rest.slice(0, room * 4), room), start: text.length - rest.length}];
	}

	let end = 0;
	return wrapped(text, room).map(piece => {
		end += piece.length;
		return {text: piece, start: end - piece.length};
	});
};

const isInRange = (number: number, {cursor, range}: LogsView): boolean =>
	cursor !== null && range !== null && number >= Math.min(cursor, range) && number <= Math.max(cursor, range);

/** The style of a match; without colours that of the cursor is the same, where it is underlined too. */
const matchStyle = (isPicked: boolean, {match, cursor}: Theme['styles']): Style =>
	isPicked && match === cursor ? joinStyles(match, '4') : match;

/** One entry as styled lines of the screen. */
const logLine = (number: number, entry: LogEntry, view: LogsView, page: Page): readonly string[] => {
	const {columns, theme, pattern} = page;
	const prefix = prefixOf(entry, view, page);
	const room = Math.max(8, columns - prefix.width);
	const isPicked = number === view.cursor || isInRange(number, view);
	const line = shownEntry(entry, {...view, dated: page.dated, rule: theme.signs.rule});
	const style = isPicked ? theme.styles.cursor : styleOf(entry, view, line.isLaidOut, theme);
	const pieces = piecesOf(line.text, room, view);
	// What is under the cursor, or only around what matches, has one look.
	const isPlain = isPicked || isAround(entry, view);
	const parts = partsOfPieces(pieces, isPlain ? [] : styledParts(line, theme));
	const match = matchStyle(isPicked, theme.styles);
	return pieces.map(({text}, index) => {
		const front = index === 0 ? prefix.text : ' '.repeat(prefix.width);
		// The cursor is seen on an empty line too.
		const shown = text === '' && isPicked ? ' ' : text;
		return front + painted(shown, parts[index] ?? [], style, pattern?.places(shown) ?? [], match);
	});
};

const rule = (text: string, columns: number, theme: Theme): string =>
	styled(
		theme.styles.dim,
		`${theme.signs.rule.repeat(2)} ${text} `.padEnd(Math.min(columns, 60), theme.signs.rule),
	);

const patternOf = ({search}: LogsView): Pattern | null => (search === '' ? null : placesOf(search));

const linesFrom = (view: LogsView, from: number, height: number, page: Page): string[] => {
	const {columns, theme} = page;
	const {index, frozenEnd} = view;
	const lines: string[] = [];
	let isNew = from >= frozenEnd;
	for (let at = index.indexOf(from); at < index.count && lines.length < height; at++) {
		const number = index.at(at) ?? 0;
		if (!isNew && number >= frozenEnd) {
			isNew = true;
			lines.push(rule(`${numberText(newSince(view))} new since it was frozen`, columns, theme));
		}

		const entry = view.buffer.entry(number);
		if (entry) lines.push(...logLine(number, entry, view, page));
	}

	return lines.slice(0, height);
};

const lastLines = (view: LogsView, height: number, page: Page): string[] => {
	const lines: string[] = [];
	for (let at = view.index.count - 1; at >= 0 && lines.length < height; at--) {
		const number = view.index.at(at) ?? 0;
		const entry = view.buffer.entry(number);
		if (entry) lines.unshift(...logLine(number, entry, view, page));
	}

	return lines.slice(-height);
};

const lostLine = (view: LogsView, columns: number, theme: Theme): string[] =>
	view.buffer.lost === 0
		? []
		: [rule(`${countText(view.buffer.lost, 'older line')} dropped`, columns, theme)];

/** The log view as styled lines: the last ones while it follows, else from where it was frozen. */
export const logLines = (state: State, view: LogsView, theme: Theme): readonly string[] => {
	const {body} = layoutOf(state);
	const {columns} = state.size;
	const page: Page = {columns, dated: isDated(view.buffer, state.now), pattern: patternOf(view), theme};
	if (view.buffer.size === 0) {
		const start = keyHint(
			state.keymap,
			'since-head',
			'logs',
			key => ` (${key} shows the log from its start)`,
		);
		const text =
			view.members.present.length === 0
				? 'nothing writes here now; the log begins with the first container that comes'
				: `waiting for the first line${start}`;
		return wrappedWords(printable(text), columns).map(piece => styled(theme.styles.dim, piece));
	}

	if (view.index.count === 0) {
		const back = keyHint(state.keymap, 'leave', 'logs', key => `; ${key} takes the filters back`);
		const text = `${countText(view.buffer.size, 'line')} filtered out${back}`;
		return wrappedWords(text, columns).map(piece => styled(theme.styles.dim, piece));
	}

	const isAtStart = view.frozenAt !== null && view.frozenAt <= (view.index.at(0) ?? 0);
	if (view.frozenAt !== null) {
		const from = Math.max(view.frozenAt, view.buffer.first);
		const lost = isAtStart ? lostLine(view, columns, theme) : [];
		// The rule must not make the newest line unreachable.
		const lines = [...lost, ...linesFrom(view, from, body + 1, page)];
		return from >= tailStart(state, view) ? lines.slice(-body) : lines.slice(0, body);
	}

	const lines = lastLines(view, body, page);
	return lines.length < body ? [...lostLine(view, columns, theme), ...lines] : lines;
};
