import {printable} from '../../model/printable.js';
import type {Connection} from '../../state/connections/connection.js';
import {connectionHealth, connectionWord} from '../../state/connections/connection-text.js';
import {missingOf} from '../../state/connections/missing.js';
import {layoutOf} from '../../state/layout.js';
import type {PageView} from '../../state/page.js';
import {cursorPlace} from '../../state/pages/page-list.js';
import type {State} from '../../state/state.js';
import {countdownText, durationText, secondOf} from '../../state/text/time-text.js';
import {wrappedWords} from '../../state/text/wrap.js';
import {displayWidth} from '../screen/glyphs.js';
import {fitCells, fitText} from './fit.js';
import type {ListLine} from './list-line.js';
import {styled, type Theme} from './theme.js';

type Cells = Readonly<Record<string, string>>;

/** A column with its width in cells. */
type Column = {readonly title: string; readonly width: number};

const noteOf = (connection: Connection, now: number): string => {
	const {status, message, retryAt} = connection;
	const left = status === 'refused' ? countdownText(retryAt, now) : null;
	if (message !== null && left !== null) return `${message}; tried again in ${left}`;
	const scope = [...connection.scopes].find(([name, {message}]) => name !== '' && message !== null);
	if (connection.message !== null) return connection.message;
	if (scope) return `${scope[0]}: ${scope[1].message}`;
	const missing = missingOf(connection, null);
	if (missing.length > 0) return `not complete: ${missing.join('; ')}`;
	const fault = connection.recentFaults.at(-1);
	return fault ? `last fault: ${fault.message}` : '';
};

const cellsOf = (connection: Connection, isHere: boolean, now: number, theme: Theme): Cells => ({
	'  ': `${isHere ? theme.signs.cursor : ' '}${theme.signs[connectionHealth(connection)]}`,
	SOURCE: fitText(connection.source, 16, theme),
	FAMILY: connection.family ?? '-',
	STATUS: fitText(connectionWord(connection, now), 20, theme),
	SINCE: durationText(secondOf(now) - connection.since),
	LAST: connection.lastEventAt === null ? '-' : durationText(secondOf(now) - connection.lastEventAt),
	EVENTS: String(connection.events),
	FAULTS: String(connection.faults),
	URL: fitText(`${connection.url}${connection.insecure ? ' (TLS unchecked)' : ''}`, 60, theme),
});

// Columns are dropped from the right until the rest fits.
const fittingColumns = (rows: readonly Cells[], columns: number): readonly Column[] => {
	let left = columns;
	const all = Object.keys(rows[0] ?? {}).map(title => ({
		title,
		width: Math.max(...[title, ...rows.map(row => row[title] ?? '')].map(displayWidth)),
	}));
	return all.filter(({width}) => {
		left -= width + 2;
		return left >= 0;
	});
};

const lineOf = (columns: readonly Column[], textOf: (title: string) => string, theme: Theme): string =>
	columns.map(({title, width}) => fitCells(textOf(title), width + 2, theme)).join('');

/** All sources with their connections, and at the end what there is to know of the one under the cursor, as styled lines. */
export const sourceLines = (state: State, view: PageView, theme: Theme): readonly ListLine[] => {
	const {
		size: {columns},
		now,
	} = state;
	const {body} = layoutOf(state);
	const connections = [...state.connections.values()];
	const cursor = cursorPlace(state, view);
	const chosen = connections[cursor];
	if (!chosen) return ['No sources'];
	const rows = connections.map((one, place) => cellsOf(one, place === cursor, now, theme));
	const fitting = fittingColumns(rows, columns);
	const note = wrappedWords(printable(noteOf(chosen, now)), columns).slice(
		0,
		Math.max(1, Math.floor(body / 2)),
	);
	const height = Math.max(1, body - note.length);
	const top = Math.max(0, Math.min(cursor - height + 1, rows.length - height));
	const lines = rows.slice(top, top + height).map((cells, index) => ({
		place: top + index,
		text: lineOf(fitting, title => cells[title] ?? '', theme),
	}));
	return [
		styled(
			theme.styles.heads,
			lineOf(fitting, title => title, theme),
		),
		...lines,
		...Array.from({length: height - lines.length}, () => ''),
		...note.map(line => styled(theme.styles[connectionHealth(chosen)], line)),
	];
};
