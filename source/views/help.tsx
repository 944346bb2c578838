import {Box, Text} from 'ink';
import type {ReactNode} from 'react';
import {type HelpLine, helpLines} from '../state/help.ts';
import {keyLabel} from '../state/keymap.ts';
import type {HelpView, State} from '../state/state.ts';
import {fitCells, fitText} from './fit.ts';
import {type Look, styled} from './theme.ts';

const keyWidth = 14;

/** A line of the help as styled text of at most `width` cells: the head of a group, or keys and what they do. */
export const helpText = (line: HelpLine, width: number, look: Look): string => {
	if ('group' in line) return styled(look.styles.heads, fitText(line.group.toUpperCase(), width, look));
	const {keys, title, lost = []} = line.binding;
	const labelsOf = (names: readonly string[]) =>
		names.map(key => (look.ascii ? key : keyLabel(key))).join(' ');
	const labels = labelsOf(keys);
	const mark = lost.length === 0 ? '' : ` (${labelsOf(lost)} is given away)`;
	const text = fitText(title + mark, width - keyWidth - 3, look);
	return `  ${styled(look.styles.key, fitCells(labels, keyWidth, look))} ${text}`;
};

/** All keys of the view below, in one column or, on a wide terminal, in two. */
export const Help = ({
	state,
	view,
	rows,
	look,
}: {
	readonly state: State;
	readonly view: HelpView;
	readonly rows: number;
	readonly look: Look;
}): ReactNode => {
	const {columns} = state.size;
	const sides = columns >= 100 ? 2 : 1;
	const width = Math.floor(columns / sides);
	const lines = helpLines(state);
	const shown = lines.slice(Math.min(view.top, Math.max(0, lines.length - rows * sides)));
	return (
		<Box height={rows} flexShrink={0} overflow="hidden">
			{Array.from({length: sides}, (_, side) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: a column of the screen is its place.
				<Box key={side} width={width} flexDirection="column" flexShrink={0}>
					{shown.slice(side * rows, (side + 1) * rows).map((line, row) => (
						// biome-ignore lint/suspicious/noArrayIndexKey: a line of the screen is its place.
						<Text key={row} wrap="truncate">
							{helpText(line, width - 2, look)}
						</Text>
					))}
				</Box>
			))}
		</Box>
	);
};
