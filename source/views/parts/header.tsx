import {Box, Text} from 'ink';
import type {ReactNode} from 'react';
import type {HeaderModel} from '../../state/pages/header.js';
import {headerLines} from '../lines/header-lines.js';
import type {Look} from '../lines/theme.js';

/** The header above every view. */
export const Header = ({
	model,
	columns,
	rows,
	look,
}: {
	readonly model: HeaderModel;
	readonly columns: number;
	readonly rows: number;
	readonly look: Look;
}): ReactNode => (
	<Box flexDirection="column" height={rows} flexShrink={0}>
		{headerLines(model, columns, rows, look).map((line, row) => (
			// biome-ignore lint/suspicious/noArrayIndexKey: a line of the screen is its place.
			<Text key={row} wrap="truncate">
				{line}
			</Text>
		))}
	</Box>
);
