import type {JournalItem} from '../../state/journal/entries.js';
import {deedText, detailLines, outcomeOf, placeText, tallyOf} from '../../state/journal/text.js';
import {journalItem} from '../../state/journal-page.js';
import {layoutOf} from '../../state/layout.js';
import type {PageView} from '../../state/page.js';
import {piecesOf} from '../../state/pages/text-pieces.js';
import type {State} from '../../state/state.js';
import {isOtherDay, localTimeText} from '../../state/text/time-text.js';
import {displayWidth} from '../screen/glyphs.js';
import {pieceLines} from './describe.js';
import {fitCells, fitText} from './fit.js';
import {barOf} from './row-line.js';
import {styled, type Theme} from './theme.js';

// The list keeps most of the screen, the details get what they need of the rest.
const maxDetails = 9;
const outcomeWidth = 18;

/** Where it was sent, after a bar of how many of several rows are over. */
const whereText = (item: JournalItem, theme: Theme): string => {
	if (item.part !== null) return placeText(item);
	const {ended, of} = tallyOf(item.entry);
	return `${barOf((100 * ended) / of, theme)} ${placeText(item)}`;
};

const itemLine = (
	state: State,
	item: JournalItem,
	{isHere, withDate, theme}: {readonly isHere: boolean; readonly withDate: boolean; readonly theme: Theme},
): string => {
	const {columns} = state.size;
	const {entry, part} = item;
	const isBelow = part !== null && entry.parts.length > 1;
	const {text, health} = outcomeOf(item, state.now);
	const time = localTimeText(entry.at, withDate);
	const front = `${isHere ? theme.signs.cursor : ' '}${isBelow ? ' '.repeat(time.length) : time} `;
	const end = ` ${text}`.padEnd(outcomeWidth);
	const room = Math.max(8, columns - displayWidth(front) - 2 - displayWidth(end));
	const place = Math.min(32, Math.floor(room / 3));
	const what = `${isBelow ? '  ' : ''}${deedText(state, item)}`;
	return [
		styled(theme.styles.dim, front),
		`${styled(theme.styles[health], theme.signs[health])} `,
		styled(isHere ? theme.styles.strong : '', fitCells(what, room - place - 1, theme)),
		' ',
		styled(theme.styles.dim, fitCells(whereText(item, theme), place, theme)),
		styled(theme.styles[health], fitText(end, columns, theme)),
	].join('');
};

/** What was sent, newest first, and at the end all that is known of the entry under the cursor, as styled lines. */
export const journalLines = (state: State, view: PageView, theme: Theme): readonly string[] => {
	const {body} = layoutOf(state);
	const {items} = state.journal.entries;
	const item = journalItem(state, view);
	if (!item)
		return [
			styled(theme.styles.dim, 'Nothing was sent yet: what changes something stands here from then on'),
		];
	const pieces = piecesOf(detailLines(item, state), state.size.columns);
	const below = body < 8 ? 0 : Math.min(pieces.length, maxDetails, Math.floor(body / 2));
	const height = below === 0 ? body : body - below - 1;
	const top = Math.max(0, Math.min(view.place - Math.floor(height / 2), items.length - height));
	const shown = items.slice(top, top + height);
	const withDate = shown.some(({entry}) => isOtherDay(entry.at, state.now));
	const lines = shown.map((one, index) =>
		itemLine(state, one, {isHere: top + index === view.place, withDate, theme}),
	);
	if (below === 0) return lines;
	const blank = Array.from({length: height - lines.length}, () => '');
	const rule = styled(theme.styles.dim, theme.signs.rule.repeat(state.size.columns));
	return [...lines, ...blank, rule, ...pieceLines(pieces, 0, below, '', theme)];
};
