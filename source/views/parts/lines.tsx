import {Box, Text} from 'ink';
import {memo, type ReactNode} from 'react';

const Line = memo(
	({line}: {readonly line: string}): ReactNode => <Text wrap="truncate">{line === '' ? ' ' : line}</Text>,
);

/**
 * The area of a view's styled lines. Blank with a Screen (`lines` null), because the lines reach the terminal past React;
 * without one it draws the same lines itself.
 */
export const Lines = ({
	lines,
	rows,
}: {
	readonly lines: readonly string[] | null;
	readonly rows: number;
}): ReactNode => (
	<Box flexDirection="column" height={rows} flexShrink={0} overflow="hidden">
		{(lines ?? []).slice(0, rows).map((line, row) => (
			// biome-ignore lint/suspicious/noArrayIndexKey: a line of the screen is its place.
			<Line key={row} line={line} />
		))}
	</Box>
);
