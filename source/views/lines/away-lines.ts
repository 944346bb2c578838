import type {Fate} from '../../state/away/report.js';
import {layoutOf} from '../../state/layout.js';
import type {PageView} from '../../state/page.js';
import {awayEntries} from '../../state/pages/away.js';
import {cursorPlace} from '../../state/pages/page-list.js';
import type {State} from '../../state/state.js';
import {isOtherDay} from '../../state/text/time-text.js';
import {changeLine} from './change-lines.js';
import {fitCells, fitText} from './fit.js';
import type {ListLine} from './list-line.js';
import {listTop} from './list-with-details.js';
import {styled, type Theme} from './theme.js';

const fateWidth = 9;

const colours = {broke: 'error', recovered: 'ok', changed: 'dim'} as const satisfies Record<Fate, string>;

/** The rows that changed while nobody looked, as styled lines. */
export const awayLines = (state: State, view: PageView, theme: Theme): readonly ListLine[] => {
	const entries = awayEntries(state);
	const {columns} = state.size;
	if (entries.length === 0)
		return [styled(theme.styles.dim, fitText('Nothing changed while you were away', columns, theme))];
	const {body} = layoutOf(state);
	const cursor = cursorPlace(state, view);
	const top = listTop(cursor, entries.length, body);
	const shown = entries.slice(top, top + body);
	const withDate = shown.some(({change}) => isOtherDay(change.at, state.now));
	return shown.map(({fate, change}, index) => {
		const place = top + index;
		const sign = place === cursor ? theme.signs.cursor : ' ';
		const front = styled(theme.styles[colours[fate]], `${sign}${fitCells(fate, fateWidth, theme)}`);
		return {place, text: `${front}${changeLine(change, columns - fateWidth - 1, theme, withDate)}`};
	});
};
