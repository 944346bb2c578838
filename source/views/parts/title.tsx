import {Text} from 'ink';
import type {ReactNode} from 'react';
import type {TitleModel} from '../../state/page.js';
import type {Theme} from '../lines/theme.js';
import {titleLine} from '../lines/title-line.js';

/** The line between header and view. */
export const Title = ({
	model,
	columns,
	theme,
}: {
	readonly model: TitleModel;
	readonly columns: number;
	readonly theme: Theme;
}): ReactNode => <Text wrap="truncate">{titleLine(model, columns, theme)}</Text>;
