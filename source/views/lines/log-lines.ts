import {printable} from '../../model/printable.js';
import {keyOf} from '../../state/keys/keymap.js';
import {layoutOf} from '../../state/layout.js';
import type {LogEntry} from '../../state/logs/entry.js';
import {isDated, shownText, timeOf, timeText} from '../../state/logs/log-text.js';
import {fittedName, nameColumns, nameOf} from '../../state/logs/names.js';
import {newSince, tailStart} from '../../state/pages/log-scroll.js';
import type {LogsView} from '../../state/pages/views.js';
import type {State} from '../../state/state.js';
import {withoutStart, wrapped} from '../../state/text/wrap.js';
import {cutToWidth, displayWidth} from '../screen/glyphs.js';
import {highlighted} from './highlight.js';
import {type Style, styled, type Theme} from './theme.js';

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
type Page = {readonly columns: number; readonly dated: boolean; readonly theme: Theme};

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

const styleOf = (entry: LogEntry, isFiltered: boolean, {styles}: Theme): Style => {
	if (entry.type === 'line') {
		// Lines around those that match.
		if (isFiltered && entry.block.verdict !== 'passes') return styles.dim;
		return entry.line.stream === 'stderr' ? styles.warning : '';
	}

	return entry.level === 'info' ? styles.dim : styles.warning;
};

/** One entry as styled lines of the screen. */
const logLine = (number: number, entry: LogEntry, view: LogsView, page: Page): readonly string[] => {
	const {columns, theme} = page;
	const prefix = prefixOf(entry, view, page);
	const room = Math.max(8, columns - prefix.width);
	const text = shownText(entry, view.times, page.dated, theme.signs.rule);
	const style = number === view.cursor ? theme.styles.cursor : styleOf(entry, !view.index.isAll, theme);
	const pieces = view.wrap
		? wrapped(text, room)
		: [cutToWidth(withoutStart(text, view.left).slice(0, room * 4), room)];
	return pieces.map((piece, index) => {
		const front = index === 0 ? prefix.text : ' '.repeat(prefix.width);
		// The cursor is seen on an empty line too.
		const shown = piece === '' && number === view.cursor ? ' ' : piece;
		return front + highlighted(shown, view.search, theme.styles.match, style);
	});
};

const rule = (text: string, columns: number, theme: Theme): string =>
	styled(
		theme.styles.dim,
		`${theme.signs.rule.repeat(2)} ${text} `.padEnd(Math.min(columns, 60), theme.signs.rule),
	);

const countText = (count: number, what: string): string => `${count.toLocaleString('en')} ${what}`;

const linesFrom = (view: LogsView, from: number, height: number, page: Page): string[] => {
	const {columns, theme} = page;
	const {index, frozenEnd} = view;
	const lines: string[] = [];
	let isNew = from >= frozenEnd;
	for (let at = index.indexOf(from); at < index.count && lines.length < height; at++) {
		const number = index.at(at) ?? 0;
		if (!isNew && number >= frozenEnd) {
			isNew = true;
			lines.push(rule(countText(newSince(view), 'new since it was frozen'), columns, theme));
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
	view.buffer.lost === 0 ? [] : [rule(countText(view.buffer.lost, 'older lines dropped'), columns, theme)];

/** The log view as styled lines: the last ones while it follows, else from where it was frozen. */
export const logLines = (state: State, view: LogsView, theme: Theme): readonly string[] => {
	const {body} = layoutOf(state);
	const {columns} = state.size;
	const page: Page = {columns, dated: isDated(view.buffer, state.now), theme};
	if (view.buffer.size === 0) {
		const key = keyOf(state.keymap, 'since-head', 'logs');
		const text =
			view.members.present.length === 0
				? 'nothing writes here now; the log begins with the first container that comes'
				: `waiting for the first line (${key} shows the log from its start)`;
		return wrapped(printable(text), columns).map(piece => styled(theme.styles.dim, piece));
	}

	if (view.index.count === 0) {
		const text = `none of ${countText(view.buffer.size, 'lines')} is shown: Esc takes the filters back`;
		return wrapped(text, columns).map(piece => styled(theme.styles.dim, piece));
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
