import {Box, Text} from 'ink';
import type {ReactNode} from 'react';
import {fitCells} from '../lines/fit.js';
import {type Style, styled, type Theme} from '../lines/theme.js';
import {displayWidth} from '../screen/glyphs.js';

// Unlike the blanks of Ink, these hide what is below them on the Screen.
const opaque = (text: string): string => text.replaceAll(' ', '\u00a0');

/** A frame in the middle of the screen, on top of everything. `lines` are styled and exactly `width` cells wide. */
export const Panel = ({
	title,
	lines,
	style = '',
	width,
	columns,
	rows,
	theme,
}: {
	readonly title: string;
	readonly lines: readonly string[];
	readonly style?: Style;
	readonly width: number;
	readonly columns: number;
	readonly rows: number;
	readonly theme: Theme;
}): ReactNode => {
	const height = Math.min(lines.length, Math.max(1, rows - 2)) + 2;
	const edge = theme.ascii
		? {horizontal: '-', vertical: '|', corners: ['+', '+', '+', '+']}
		: {horizontal: '─', vertical: '│', corners: ['╭', '╮', '╰', '╯']};
	const heading = ` ${title} `;
	const cut = fitCells(heading, Math.min(displayWidth(heading), width), theme);
	const head = edge.horizontal + cut + edge.horizontal.repeat(Math.max(0, width + 1 - displayWidth(cut)));
	const side = styled(style, edge.vertical);
	const drawn = [
		styled(style, `${edge.corners[0]}${head}${edge.corners[1]}`),
		...lines.slice(0, height - 2).map(line => `${side} ${line} ${side}`),
		styled(style, `${edge.corners[2]}${edge.horizontal.repeat(width + 2)}${edge.corners[3]}`),
	];
	return (
		<Box
			position="absolute"
			flexDirection="column"
			marginLeft={Math.max(0, Math.floor((columns - width - 4) / 2))}
			marginTop={Math.max(0, Math.floor((rows - height) / 2))}
		>
			{drawn.map((line, row) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: a line of a frame is its place.
				<Text key={row} wrap="truncate">
					{opaque(line)}
				</Text>
			))}
		</Box>
	);
};
