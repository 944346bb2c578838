import {layoutOf} from '../../state/layout.js';
import type {TextLine} from '../../state/pages/text-line.js';
import {piecesOf} from '../../state/pages/text-pieces.js';
import type {State} from '../../state/state.js';
import {pieceLines} from './describe.js';
import type {ListLine} from './list-line.js';
import {styled, type Theme} from './theme.js';

// A long list keeps most of the screen; a short one leaves the details all that it does not need.
const maxDetails = 9;

const detailsHeight = (needed: number, body: number, entries: number): number =>
	body < 8 ? 0 : Math.min(needed, Math.max(Math.min(maxDetails, Math.floor(body / 2)), body - 1 - entries));

/** The place of the first entry on the screen: the cursor is in the middle where it can be. */
export const listTop = (cursor: number, count: number, height: number): number =>
	Math.max(0, Math.min(cursor - Math.floor(height / 2), count - height));

/** A list whose entry under the cursor is shown in full at the end of the screen. */
type ListWithDetails<Entry> = {
	readonly entries: readonly Entry[];
	readonly cursor: number;
	readonly details: readonly TextLine[];
	/** The line of an entry; `shown` are all that are on the screen. */
	readonly line: (entry: Entry, isHere: boolean, shown: readonly Entry[]) => string;
};

/** The styled lines of the list around its cursor, and of the details below a rule where there is room. */
export const listWithDetails = <Entry>(
	state: State,
	{entries, cursor, details, line}: ListWithDetails<Entry>,
	theme: Theme,
): readonly ListLine[] => {
	const {columns} = state.size;
	const {body} = layoutOf(state);
	const pieces = piecesOf(details, columns);
	const below = detailsHeight(pieces.length, body, entries.length);
	const height = below === 0 ? body : body - below - 1;
	const top = listTop(cursor, entries.length, height);
	const shown = entries.slice(top, top + height);
	const lines = shown.map((entry, index) => {
		const place = top + index;
		return {place, text: line(entry, place === cursor, shown)};
	});
	if (below === 0) return lines;
	const blank = Array.from({length: height - lines.length}, () => '');
	const rule = styled(theme.styles.dim, theme.signs.rule.repeat(columns));
	return [...lines, ...blank, rule, ...pieceLines(pieces, 0, below, '', theme)];
};
