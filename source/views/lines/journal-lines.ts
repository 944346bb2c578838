import type {JournalItem} from '../../state/journal/entries.js';
import {deedText, detailLines, outcomeOf, placeText, tallyOf} from '../../state/journal/text.js';
import {journalItem} from '../../state/journal-page.js';
import type {PageView} from '../../state/page.js';
import {cursorPlace} from '../../state/pages/page-list.js';
import type {State} from '../../state/state.js';
import {isOtherDay, localTimeText} from '../../state/text/time-text.js';
import {displayWidth} from '../screen/glyphs.js';
import {fitCells, fitText} from './fit.js';
import type {ListLine} from './list-line.js';
import {listWithDetails} from './list-with-details.js';
import {barOf} from './row-line.js';
import {styled, type Theme} from './theme.js';

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
export const journalLines = (state: State, view: PageView, theme: Theme): readonly ListLine[] => {
	const {items} = state.journal.entries;
	const item = journalItem(state, view);
	if (!item)
		return [
			styled(theme.styles.dim, 'Nothing was sent yet: what changes something stands here from then on'),
		];
	return listWithDetails(
		state,
		{
			entries: items,
			cursor: cursorPlace(state, view),
			details: detailLines(item, state),
			line(one, isHere, shown) {
				const withDate = shown.some(({entry}) => isOtherDay(entry.at, state.now));
				return itemLine(state, one, {isHere, withDate, theme});
			},
		},
		theme,
	);
};
