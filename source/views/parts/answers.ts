import {fitText} from '../lines/fit.js';
import {styled, type Theme} from '../lines/theme.js';
import {displayWidth} from '../screen/glyphs.js';

/** Cells of the answers. */
export const answersWidth = 12;

/** The answer that Enter gives; none is highlighted while it is too early for keys. */
export type Answered = {readonly isOpen: boolean; readonly yes: boolean};

/** The answers to a question. */
export const answers = ({isOpen, yes}: Answered, theme: Theme): string => {
	const answer = (text: string, chosen: boolean): string =>
		styled(chosen ? theme.styles.cursor : isOpen ? '' : theme.styles.dim, chosen ? `[${text}]` : ` ${text} `);
	return `${answer('No', isOpen && !yes)}   ${answer('Yes', isOpen && yes)}`;
};

/** The answers with a note on their right. */
export const answersLine = (answered: Answered, note: string, width: number, theme: Theme): string => {
	const rest = fitText(note, width - answersWidth - 1, theme);
	const gap = ' '.repeat(Math.max(0, width - answersWidth - displayWidth(rest)));
	return `${answers(answered, theme)}${gap}${styled(theme.styles.dim, rest)}`;
};
