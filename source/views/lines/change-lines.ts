import type {Health} from '../../model/resource.js';
import {keyHint} from '../../state/keys/keymap.js';
import {layoutOf} from '../../state/layout.js';
import type {PageView} from '../../state/page.js';
import {changeCount, changesFrom} from '../../state/pages/changes.js';
import {cursorPlace} from '../../state/pages/page-list.js';
import type {ChangeEntry} from '../../state/rows/changes.js';
import type {State} from '../../state/state.js';
import {exactDurationText, isOtherDay, localTimeText} from '../../state/text/time-text.js';
import {displayWidth} from '../screen/glyphs.js';
import {fitCells, fitText} from './fit.js';
import type {ListLine} from './list-line.js';
import {listTop} from './list-with-details.js';
import {styled, type Theme} from './theme.js';

type ChangeText = {readonly health: Health; readonly what: string; readonly message: string};

const answers = {accepted: 'transitioning', done: 'ok', failed: 'error'} as const;

const changeTextOf = (entry: ChangeEntry, withDate: boolean): ChangeText => {
	switch (entry.type) {
		case 'gap': {
			const length = exactDurationText(entry.to - entry.from);
			return {
				health: 'warning',
				what: 'gap',
				message: `changes of ${length} before ${localTimeText(entry.to, withDate)} may be missing`,
			};
		}

		case 'status':
			return {
				health: entry.status === 'live' ? 'ok' : entry.status === 'connecting' ? 'transitioning' : 'error',
				what: entry.scope === '' ? entry.status : `${entry.scope} ${entry.status}`,
				message: entry.message ?? '',
			};
		case 'action':
			return {
				health: answers[entry.answer],
				what: `${entry.title.toLowerCase()} ${entry.answer}`,
				message: entry.message ?? '',
			};
		default: {
			const change =
				entry.from === entry.to || entry.from === null
					? (entry.to ?? '')
					: `${entry.from} > ${entry.to ?? entry.type}`;
			return {
				health: entry.type === 'removed' ? 'unknown' : entry.health,
				what: entry.type === 'added' ? `new: ${change}` : change,
				message: [
					...(entry.skipped > 0 ? [`after ${entry.skipped} not shown`] : []),
					entry.message ?? '',
				].join(' '),
			};
		}
	}
};

const subjectOf = (entry: ChangeEntry): string =>
	entry.type === 'gap' || entry.type === 'status' ? entry.source : `${entry.kind} ${entry.name}`;

/** One entry of the list of changes as a styled line; `withDate` if not all entries are of today. */
export const changeLine = (entry: ChangeEntry, columns: number, theme: Theme, withDate = false): string => {
	const {health, what, message} = changeTextOf(entry, withDate);
	const subject = fitCells(subjectOf(entry), columns >= 120 ? 44 : 28, theme);
	const change = fitCells(what, columns >= 120 ? 36 : 24, theme);
	// An entry found by a listing happened earlier.
	const isListed = 'listed' in entry && entry.listed;
	const front = `${isListed ? '<' : ' '}${localTimeText(entry.at, withDate)} `;
	const used = displayWidth(front) + 2 + displayWidth(subject) + 1 + displayWidth(change) + 1;
	return [
		styled(theme.styles.dim, front),
		styled(theme.styles[health], theme.signs[health]),
		` ${subject} `,
		styled(theme.styles[health], change),
		` ${fitText(message, Math.max(0, columns - used), theme)}`,
	].join('');
};

/** The changes, newest last, as styled lines. */
export const changeLines = (state: State, view: PageView, theme: Theme): readonly ListLine[] => {
	const {body} = layoutOf(state);
	const cursor = cursorPlace(state, view);
	const top = listTop(cursor, changeCount(state, view), body);
	const entries = changesFrom(state, view, top, body);
	if (entries.length === 0)
		return [
			styled(
				theme.styles.dim,
				`No changes yet: they are listed here from now on${keyHint(state.keymap, 'leave', 'changes', key => ` (${key} goes back)`)}`,
			),
		];
	const withDate = entries.some(({at}) => isOtherDay(at, state.now));
	return entries.map((entry, index) => {
		const place = top + index;
		const sign = styled(theme.styles.dim, place === cursor ? theme.signs.cursor : ' ');
		return {place, text: `${sign}${changeLine(entry, state.size.columns - 1, theme, withDate)}`};
	});
};
