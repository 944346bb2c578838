import {Text} from 'ink';
import type {ReactNode} from 'react';
import type {TitleModel} from '../state/title.ts';
import type {Look} from './theme.ts';
import {titleLine} from './title-line.ts';

/** The line between header and view. */
export const Title = ({
	model,
	columns,
	look,
}: {
	readonly model: TitleModel;
	readonly columns: number;
	readonly look: Look;
}): ReactNode => <Text wrap="truncate">{titleLine(model, columns, look)}</Text>;
