import {layoutOf} from '../../state/layout.js';
import {describePieces} from '../../state/pages/text-lines.js';
import type {TextPiece} from '../../state/pages/text-pieces.js';
import type {DescribeView} from '../../state/pages/views.js';
import type {State} from '../../state/state.js';
import {highlighted} from './highlight.js';
import {type Look, type Style, styled} from './theme.js';

const shown = ({style, label, text}: TextPiece, search: string, {styles}: Look): string => {
	const found = (part: string, rest: Style) => highlighted(part, search, styles.match, rest);
	if (style === 'head') return styled(styles.heads, text);
	if (style === 'field') return `${styled(styles.key, label)} ${found(text, '')}`;
	return found(label, styles.key) + found(text, style === 'error' ? styles.error : '');
};

/** The fields, timeline and object of one row as styled lines, from the line that was scrolled to. */
export const describeBody = (state: State, view: DescribeView, look: Look): readonly string[] => {
	const {body} = layoutOf(state);
	const all = describePieces(state, view);
	// On a terminal that grew there is more room below.
	const top = Math.max(0, Math.min(view.top, all.length - body));
	return all.slice(top, top + body).map(piece => shown(piece, view.search, look));
};
