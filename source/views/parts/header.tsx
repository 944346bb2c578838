import {Box, Text} from 'ink';
import type {ReactNode} from 'react';
import type {HeaderModel} from '../../state/pages/header.js';
import {headerLines} from '../lines/header-lines.js';
import type {Theme} from '../lines/theme.js';

/** The header above every view. */
export const Header = ({
	model,
	columns,
	rows,
	theme,
}: {
	readonly model: HeaderModel;
	readonly columns: number;
	readonly rows: number;
	readonly theme: Theme;
}): ReactNode => (
	<Box flexDirection="column" height={rows} flexShrink={0}>
		{headerLines(model, columns, rows, theme).map((line, row) => (
			// biome-ignore lint/suspicious/noArrayIndexKey: a line of the screen is its place.
			<Text key={row} wrap="truncate">
				{line}
			</Text>
		))}
	</Box>
);
