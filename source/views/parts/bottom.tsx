import {Text} from 'ink';
import type {ReactNode} from 'react';
import type {BottomLine} from '../../state/bottom-line.js';
import {bottomTexts} from '../lines/bottom-text.js';
import type {Theme} from '../lines/theme.js';

/** The last lines of the screen. */
export const Bottom = ({
	lines,
	columns,
	theme,
}: {
	readonly lines: readonly BottomLine[];
	readonly columns: number;
	readonly theme: Theme;
}): ReactNode =>
	bottomTexts(lines, columns, theme).map((line, place) => (
		// biome-ignore lint/suspicious/noArrayIndexKey: a line of the bottom is its place.
		<Text key={place} wrap="truncate">
			{line || ' '}
		</Text>
	));
