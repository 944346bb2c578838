import {Text} from 'ink';
import type {ReactNode} from 'react';
import type {BottomLine} from '../state/bottom-line.ts';
import {bottomText} from './bottom-text.ts';
import type {Look} from './theme.ts';

/** The last line of the screen. */
export const Bottom = ({
	model,
	columns,
	look,
}: {
	readonly model: BottomLine;
	readonly columns: number;
	readonly look: Look;
}): ReactNode => <Text wrap="truncate">{bottomText(model, columns, look)}</Text>;
