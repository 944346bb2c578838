import {Box, Text} from 'ink';
import type {ReactNode} from 'react';
import {type HelpLine, helpColumns, helpKeyWidth, helpLines, helpTitle} from '../../state/keys/help.js';
import {keyLabel, keyLabels} from '../../state/keys/key-label.js';
import type {PageView} from '../../state/page.js';
import type {State} from '../../state/state.js';
import {fitCells, fitText} from '../lines/fit.js';
import {type Look, type Style, styled} from '../lines/theme.js';

const frontOf = (line: HelpLine, look: Look): string => {
	if ('binding' in line) return keyLabels(line.binding.keys, look.ascii ? key => key : keyLabel);
	if ('sign' in line) return look.signs[line.sign];
	return 'example' in line ? line.example : '';
};

const styleOf = (line: HelpLine, {styles}: Look): Style => {
	if (!('sign' in line)) return styles.key;
	return line.sign === 'lingering' ? styles.stale : styles[line.sign === 'cursor' ? 'pointer' : line.sign];
};

/** A line of the help as styled text of at most `width` cells: a header, or keys, sign or example with its meaning. */
const helpText = (line: HelpLine, width: number, look: Look): string => {
	if ('head' in line) return styled(look.styles.heads, fitText(line.head.toUpperCase(), width, look));
	const front = frontOf(line, look);
	if (front === '' && !('binding' in line)) return fitText(helpTitle(line), width, look);
	const text = fitText(helpTitle(line), width - helpKeyWidth - 3, look);
	return `  ${styled(styleOf(line, look), fitCells(front, helpKeyWidth, look))} ${text}`;
};

/** The help for the view below, in one column, or in two if they fit. */
export const Help = ({
	state,
	view,
	rows,
	look,
}: {
	readonly state: State;
	readonly view: PageView;
	readonly rows: number;
	readonly look: Look;
}): ReactNode => {
	const {columns} = state.size;
	const sides = helpColumns(state);
	const width = Math.floor(columns / sides);
	const lines = helpLines(state);
	const shown = lines.slice(Math.min(view.place, Math.max(0, lines.length - rows * sides)));
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
