import {layoutOf} from '../../state/layout.js';
import {describePieces} from '../../state/pages/text-lines.js';
import type {TextPiece} from '../../state/pages/text-pieces.js';
import type {DescribeView} from '../../state/pages/views.js';
import type {State} from '../../state/state.js';
import {highlighted} from './highlight.js';
import {type Style, styled, type Theme} from './theme.js';

const shown = ({style, label, text}: TextPiece, search: string, {styles}: Theme): string => {
	const found = (part: string, rest: Style) => highlighted(part, search, styles.match, rest);
	if (style === 'head') return styled(styles.heads, text);
	if (style === 'field') return `${styled(styles.key, label)} ${found(text, '')}`;
	return found(label, styles.key) + found(text, style === 'error' ? styles.error : '');
};

/** The visible pieces of a text as styled lines. */
export const pieceLines = (
	pieces: readonly TextPiece[],
	place: number,
	height: number,
	search: string,
	theme: Theme,
): readonly string[] => {
	// After the terminal grew there may be room below.
	const top = Math.max(0, Math.min(place, pieces.length - height));
	return pieces.slice(top, top + height).map(piece => shown(piece, search, theme));
};

/** The visible lines of a description as styled lines. */
export const describeBody = (state: State, view: DescribeView, theme: Theme): readonly string[] => {
	const {body} = layoutOf(state);
	return pieceLines(describePieces(state, view), view.top, body, view.search, theme);
};
