import {Box, Text} from 'ink';
import type {ReactNode} from 'react';
import {printable} from '../../model/printable.js';
import type {Connection} from '../../state/connections/connection.js';
import {connectionHealth, connectionWord} from '../../state/connections/connection-text.js';
import {missingOf} from '../../state/connections/missing.js';
import type {PageView} from '../../state/page.js';
import {cursorPlace} from '../../state/pages/page-list.js';
import type {State} from '../../state/state.js';
import {countdownText, durationText, secondOf} from '../../state/text/time-text.js';
import {wrappedWords} from '../../state/text/wrap.js';
import {fitText} from '../lines/fit.js';
import {styled, type Theme} from '../lines/theme.js';
import {displayWidth} from '../screen/glyphs.js';
import {InkTable} from './ink-table.js';

type SourceRow = Readonly<Record<string, string>>;

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

const rowOf = (connection: Connection, isHere: boolean, now: number, theme: Theme): SourceRow => ({
	' ': isHere ? theme.signs.cursor : theme.signs[connectionHealth(connection)],
	SOURCE: fitText(connection.source, 16, theme),
	FAMILY: connection.family ?? '-',
	STATUS: fitText(connectionWord(connection, now), 20, theme),
	SINCE: durationText(secondOf(now) - connection.since),
	LAST: connection.lastEventAt === null ? '-' : durationText(secondOf(now) - connection.lastEventAt),
	EVENTS: String(connection.events),
	FAULTS: String(connection.faults),
	URL: fitText(`${connection.url}${connection.insecure ? ' (TLS unchecked)' : ''}`, 60, theme),
});

// ink-table does not know the width of the screen: drops columns from the right until the rest fits.
const fittingColumns = (rows: readonly SourceRow[], columns: number): readonly string[] => {
	const titles = Object.keys(rows[0] ?? {});
	const width = (title: string): number =>
		Math.max(...[title, ...rows.map(row => row[title] ?? '')].map(displayWidth)) + 2;
	let left = columns;
	return titles.filter(title => {
		left -= width(title);
		return left >= 0;
	});
};

const noRules = (): ReactNode => null;

/** All sources with their connections; Enter turns one on or off. */
export const Sources = ({
	state,
	view,
	rows,
	theme,
}: {
	readonly state: State;
	readonly view: PageView;
	readonly rows: number;
	readonly theme: Theme;
}): ReactNode => {
	const connections = [...state.connections.values()];
	const place = cursorPlace(state, view);
	const table = connections.map((one, index) => rowOf(one, index === place, state.now, theme));
	const chosen = connections[place];
	const note = chosen ? wrappedWords(printable(noteOf(chosen, state.now)), state.size.columns) : [];
	const noteLines = note.slice(0, Math.max(1, Math.floor(rows / 2)));
	// The column headers, and the lines of the note.
	const height = Math.max(1, rows - noteLines.length - 1);
	const top = Math.max(0, Math.min(place - height + 1, table.length - height));
	return (
		<Box flexDirection="column" height={rows} overflow="hidden">
			<Box flexDirection="column" height={rows - noteLines.length} flexShrink={0}>
				{table.length === 0 ? (
					<Text>No sources</Text>
				) : (
					<InkTable
						data={table.slice(top, top + height)}
						columns={fittingColumns(table, state.size.columns)}
						header={({children}) => <Text>{styled(theme.styles.heads, String(children))}</Text>}
						skeleton={noRules}
					/>
				)}
			</Box>
			{chosen &&
				noteLines.map((line, number) => (
					// biome-ignore lint/suspicious/noArrayIndexKey: a line of the screen is its place.
					<Text key={number} wrap="truncate">
						{styled(theme.styles[connectionHealth(chosen)], line)}
					</Text>
				))}
		</Box>
	);
};
