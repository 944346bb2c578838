import type {LogLine} from '../../model/log.js';
import {printable} from '../../model/printable.js';
import {keyOf} from '../../state/keys/keymap.js';
import {layoutOf} from '../../state/layout.js';
import {fittedOrigin, originColumns} from '../../state/pages/log-origin.js';
import {newSince, tailStart} from '../../state/pages/log-scroll.js';
import {isDated, plainLogText, stampText} from '../../state/pages/log-text.js';
import type {LogsView} from '../../state/pages/views.js';
import type {State} from '../../state/state.js';
import {withoutStart, wrapped} from '../../state/text/wrap.js';
import {cutToWidth, displayWidth} from '../screen/glyphs.js';
import {highlighted} from './highlight.js';
import {type Style, styled, type Theme} from './theme.js';

const originStyle = (origin: string, theme: Theme): Style => {
	let sum = 0;
	for (let index = 0; index < origin.length; index++) sum = (sum * 31 + origin.charCodeAt(index)) >>> 0;
	return theme.origins[sum % theme.origins.length] ?? '';
};

/** What all lines of a frame share. */
type Page = {readonly columns: number; readonly dated: boolean; readonly theme: Theme};

const prefixOf = (
	line: LogLine,
	view: LogsView,
	{columns, dated, theme}: Page,
): {text: string; width: number} => {
	const time = view.times ? `${stampText(line.stamp, dated)} ` : '';
	const wide = originColumns(view.buffer.originWidth, columns);
	const origin =
		line.origin === null
			? ''
			: `${fittedOrigin(line.origin, wide, theme.signs.cut)} ${theme.ascii ? '|' : '│'} `;
	const text =
		styled(theme.styles.dim, time) +
		styled(line.origin === null ? '' : originStyle(line.origin, theme), origin);
	return {text, width: displayWidth(time + origin)};
};

/** One log line as styled lines of the screen. */
const logLine = (line: LogLine, view: LogsView, page: Page): readonly string[] => {
	const {columns, theme} = page;
	const prefix = prefixOf(line, view, page);
	const room = Math.max(8, columns - prefix.width);
	const text = plainLogText(line.text);
	const style = line.stream === 'stderr' ? theme.styles.warning : '';
	const pieces = view.wrap
		? wrapped(text, room)
		: [cutToWidth(withoutStart(text, view.left).slice(0, room * 4), room)];
	return pieces.map((piece, index) => {
		const front = index === 0 ? prefix.text : ' '.repeat(prefix.width);
		return front + highlighted(piece, view.search, theme.styles.match, style);
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
	const lines: string[] = [];
	for (let number = from; number < view.buffer.total && lines.length < height; number++) {
		if (view.frozenAt !== null && number === view.frozenTotal && number > from) {
			lines.push(rule(countText(newSince(view), 'new since it was frozen'), columns, theme));
		}

		const line = view.buffer.line(number);
		if (line) lines.push(...logLine(line, view, page));
	}

	return lines.slice(0, height);
};

const lastLines = (view: LogsView, height: number, page: Page): string[] => {
	const lines: string[] = [];
	for (let number = view.buffer.total - 1; number >= view.buffer.first && lines.length < height; number--) {
		const line = view.buffer.line(number);
		if (line) lines.unshift(...logLine(line, view, page));
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
			view.status === 'stopped'
				? (view.message ?? 'the log ended')
				: `waiting for the first line (${key} shows the log from its start)`;
		return wrapped(printable(text), columns).map(piece => styled(theme.styles.dim, piece));
	}

	const isAtStart = view.frozenAt !== null && view.frozenAt <= view.buffer.first;
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
