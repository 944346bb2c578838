import {Box, Text} from 'ink';
import type {ReactNode} from 'react';
import type {HeaderModel} from '../state/header.ts';
import {headerLines} from './header-lines.ts';
import type {Look} from './theme.ts';

/** What stands above every view. */
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
