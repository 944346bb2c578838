import {Text} from 'ink';
import type {ReactNode} from 'react';
import type {BottomLine} from '../../state/bottom-line.js';
import {type BottomSize, bottomTexts} from '../lines/bottom-text.js';
import type {Theme} from '../lines/theme.js';

/** The last lines of the screen. */
export const Bottom = ({
	lines,
	size,
	theme,
}: {
	readonly lines: readonly BottomLine[];
	readonly size: BottomSize;
	readonly theme: Theme;
}): ReactNode =>
	bottomTexts(lines, size, theme).map((line, place) => (
		// biome-ignore lint/suspicious/noArrayIndexKey: a line of the bottom is its place.
		<Text key={place} wrap="truncate">
			{line || ' '}
		</Text>
	));
