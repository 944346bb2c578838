import {Box, Text} from 'ink';
import type {ReactNode} from 'react';
import {printable} from '../../model/printable.js';
import type {Stats} from '../../model/source.js';
import type {StatsView} from '../../state/pages/views.js';
import type {State} from '../../state/state.js';
import {byteCountText, coresText} from '../../state/text/amount-text.js';
import {styled, type Theme} from '../lines/theme.js';

/** The last values as bars of eight heights, `width` cells wide, newest at the right; blank where missing. */
const sparkline = (values: ReadonlyArray<number | null>, max: number, width: number, theme: Theme): string =>
	values
		.slice(-width)
		.map(value => {
			if (value === null) return ' ';
			const share = max > 0 ? Math.min(1, value / max) : 0;
			return theme.levels[Math.min(theme.levels.length - 1, Math.floor(share * theme.levels.length))] ?? ' ';
		})
		.join('')
		.padStart(width);

type Figure = {
	readonly title: string;
	readonly of: (stats: Stats) => number | null;
	readonly text: (value: number) => string;
	/** What it cannot exceed. */
	readonly limit?: (stats: Stats) => number | null;
	/** The top of the scale is at least this; where there is no limit, it is the highest value seen. */
	readonly least?: number;
};

const rate = (value: number): string => `${byteCountText(value)}/s`;

const figures: readonly Figure[] = [
	{
		title: 'CPU',
		of: ({cpuPercent}) => cpuPercent,
		text: value => `${Math.round(value * 10) / 10} %`,
		least: 100,
	},
	{
		title: 'CPU',
		of: ({cpuCores = null}) => cpuCores,
		limit: ({cpuLimitCores = null}) => cpuLimitCores,
		text: coresText,
	},
	{
		title: 'Load',
		of: ({load = null}) => load,
		limit: ({loadLimit = null}) => loadLimit,
		text: value => String(Math.round(value * 100) / 100),
	},
	{
		title: 'Memory',
		of: ({memoryBytes}) => memoryBytes,
		text: byteCountText,
		limit: ({memoryLimitBytes}) => memoryLimitBytes,
	},
	{title: 'Received', of: ({receivedBytes}) => receivedBytes, text: rate},
	{title: 'Sent', of: ({sentBytes}) => sentBytes, text: rate},
	{title: 'Read', of: ({readBytes}) => readBytes, text: rate},
	{title: 'Written', of: ({writtenBytes}) => writtenBytes, text: rate},
];

const labelWidth = 10;
const valueWidth = 24;

/** One figure as a styled line: its name, its last value, its history. */
const figureLine = (
	{title, of, text, limit: limitOf, least = 0}: Figure,
	samples: readonly Stats[],
	columns: number,
	theme: Theme,
): string => {
	const values = samples.map(of);
	const last = values.at(-1) ?? null;
	const newest = samples.at(-1);
	const limit = newest && limitOf ? limitOf(newest) : null;
	const top = limit || Math.max(least, ...values.map(value => value ?? 0));
	const value = last === null ? '-' : text(last) + (limit ? ` of ${text(limit)}` : '');
	const room = Math.max(1, columns - labelWidth - valueWidth - 2);
	const line = sparkline(values, top, room, theme);
	return `${styled(theme.styles.key, title.padEnd(labelWidth))}${value.padEnd(valueWidth)} ${styled(theme.styles.ok, line)}`;
};

/** Live CPU, memory, network and disk of one row; figures that its server does not report are omitted. */
export const StatsFigures = ({
	state,
	view,
	rows,
	theme,
}: {
	readonly state: State;
	readonly view: StatsView;
	readonly rows: number;
	readonly theme: Theme;
}): ReactNode => {
	const {columns} = state.size;
	const {samples, error} = view;
	const reported = figures.filter(({of}) => samples.some(sample => of(sample) !== null));
	return (
		<Box flexDirection="column" height={rows} overflow="hidden">
			{error !== null && <Text>{styled(theme.styles.error, printable(error))}</Text>}
			{samples.length === 0 && error === null && (
				<Text>{styled(theme.styles.dim, 'waiting for the first figures')}</Text>
			)}
			{reported.map(figure => (
				<Box
					key={`${figure.title} ${figure.limit === undefined}`}
					marginTop={rows >= 14 ? 1 : 0}
					flexShrink={0}
				>
					<Text wrap="truncate">{figureLine(figure, samples, columns, theme)}</Text>
				</Box>
			))}
		</Box>
	);
};
