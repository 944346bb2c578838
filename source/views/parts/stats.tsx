import {Box, Text} from 'ink';
import type {ReactNode} from 'react';
import {printable} from '../../model/printable.js';
import type {Stats} from '../../model/source.js';
import type {StatsView} from '../../state/pages/views.js';
import type {State} from '../../state/state.js';
import {type Look, styled} from '../lines/theme.js';

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

/** Bytes in the most readable unit: `1.5 GiB`. */
const bytesText = (bytes: number): string => {
	let value = bytes;
	let unit = 0;
	while (value >= 1024 && unit < units.length - 1) {
		value /= 1024;
		unit++;
	}

	return `${value >= 100 || unit === 0 ? Math.round(value) : Math.round(value * 10) / 10} ${units[unit]}`;
};

/** The last values as bars of eight heights, `width` cells wide, newest at the right; blank where missing. */
const sparkline = (values: ReadonlyArray<number | null>, most: number, width: number, look: Look): string =>
	values
		.slice(-width)
		.map(value => {
			if (value === null) return ' ';
			const share = most > 0 ? Math.min(1, value / most) : 0;
			return look.levels[Math.min(look.levels.length - 1, Math.floor(share * look.levels.length))] ?? ' ';
		})
		.join('')
		.padStart(width);

type Figure = {
	readonly title: string;
	readonly of: (stats: Stats) => number | null;
	readonly text: (value: number) => string;
	/** The top of the scale: a fixed one, or the highest value seen. */
	readonly most: (samples: readonly Stats[], highest: number) => number;
};

const rate = (value: number): string => `${bytesText(value)}/s`;
const highestSeen = (_samples: readonly Stats[], highest: number): number => highest;

const figures: readonly Figure[] = [
	{
		title: 'CPU',
		of: ({cpuPercent}) => cpuPercent,
		text: value => `${Math.round(value * 10) / 10} %`,
		most: (_samples, highest) => Math.max(100, highest),
	},
	{
		title: 'Memory',
		of: ({memoryBytes}) => memoryBytes,
		text: bytesText,
		most: (samples, highest) => samples.at(-1)?.memoryLimitBytes ?? highest,
	},
	{title: 'Received', of: ({receivedBytes}) => receivedBytes, text: rate, most: highestSeen},
	{title: 'Sent', of: ({sentBytes}) => sentBytes, text: rate, most: highestSeen},
	{title: 'Read', of: ({readBytes}) => readBytes, text: rate, most: highestSeen},
	{title: 'Written', of: ({writtenBytes}) => writtenBytes, text: rate, most: highestSeen},
];

const labelWidth = 10;
const valueWidth = 24;

/** One figure as a styled line: its name, its last value, its history. */
const figureLine = (
	{title, of, text, most}: Figure,
	samples: readonly Stats[],
	columns: number,
	look: Look,
): string => {
	const values = samples.map(of);
	const last = values.at(-1) ?? null;
	const top = most(samples, Math.max(0, ...values.map(value => value ?? 0)));
	const limit = title === 'Memory' ? samples.at(-1)?.memoryLimitBytes : null;
	const value = last === null ? '-' : text(last) + (limit ? ` of ${bytesText(limit)}` : '');
	const room = Math.max(1, columns - labelWidth - valueWidth - 2);
	const line = sparkline(values, top, room, look);
	return `${styled(look.styles.key, title.padEnd(labelWidth))}${value.padEnd(valueWidth)} ${styled(look.styles.ok, line)}`;
};

/** Live CPU, memory, network and disk of one row; figures that its server does not report are omitted. */
export const StatsFigures = ({
	state,
	view,
	rows,
	look,
}: {
	readonly state: State;
	readonly view: StatsView;
	readonly rows: number;
	readonly look: Look;
}): ReactNode => {
	const {columns} = state.size;
	const {samples, error} = view;
	const reported = figures.filter(({of}) => samples.some(sample => of(sample) !== null));
	return (
		<Box flexDirection="column" height={rows} overflow="hidden">
			{error !== null && <Text>{styled(look.styles.error, printable(error))}</Text>}
			{samples.length === 0 && error === null && (
				<Text>{styled(look.styles.dim, 'waiting for the first figures')}</Text>
			)}
			{reported.map(figure => (
				<Box key={figure.title} marginTop={rows >= 14 ? 1 : 0} flexShrink={0}>
					<Text wrap="truncate">{figureLine(figure, samples, columns, look)}</Text>
				</Box>
			))}
		</Box>
	);
};
