import {Box, Text} from 'ink';
import type {ReactNode} from 'react';
import {type HelpLine, helpColumns, helpKeyWidth, helpLines, helpTitle} from '../../state/keys/help.js';
import {keyLabel, keyLabels} from '../../state/keys/key-label.js';
import type {PageView} from '../../state/page.js';
import type {State} from '../../state/state.js';
import {fitCells, fitText} from '../lines/fit.js';
import {type Style, styled, type Theme} from '../lines/theme.js';

const frontOf = (line: HelpLine, theme: Theme): string => {
	if ('binding' in line) {
		const {keys, word} = line.binding;
		if (keys.length === 0 && word !== undefined) return `:${word}`;
		return keyLabels(keys, theme.ascii ? key => key : keyLabel);
	}

	if ('sign' in line) return theme.signs[line.sign];
	return 'example' in line ? line.example : '';
};

const styleOf = (line: HelpLine, {styles}: Theme): Style => {
	if (!('sign' in line)) return styles.key;
	return line.sign === 'lingering' ? styles.stale : styles[line.sign === 'cursor' ? 'pointer' : line.sign];
};

/** A line of the help as styled text of at most `width` cells: a header, or keys, sign or example with its meaning. */
const helpText = (line: HelpLine, width: number, theme: Theme): string => {
	if ('head' in line) return styled(theme.styles.heads, fitText(line.head.toUpperCase(), width, theme));
	const front = frontOf(line, theme);
	if (front === '' && !('binding' in line)) return fitText(helpTitle(line), width, theme);
	const text = fitText(helpTitle(line), width - helpKeyWidth - 3, theme);
	return `  ${styled(styleOf(line, theme), fitCells(front, helpKeyWidth, theme))} ${text}`;
};

/** The help for the view below, in one column, or in two if they fit. */
export const Help = ({
	state,
	view,
	rows,
	theme,
}: {
	readonly state: State;
	readonly view: PageView;
	readonly rows: number;
	readonly theme: Theme;
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
							{helpText(line, width - 2, theme)}
						</Text>
					))}
				</Box>
			))}
		</Box>
	);
};
