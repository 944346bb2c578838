import {countText} from '../../model/count-text.js';
import type {Health} from '../../model/resource.js';
import {linesAtMost} from '../../state/bottom-height.js';
import {keyHint} from '../../state/keys/keymap.js';
import {layoutOf} from '../../state/layout.js';
import type {PageView} from '../../state/page.js';
import {cursorPlace} from '../../state/pages/page-list.js';
import {type WatchingItem, watchingItems} from '../../state/pages/watching.js';
import type {State} from '../../state/state.js';
import {durationText, isOtherDay, localTimeText} from '../../state/text/time-text.js';
import {answerText, wholeAnswerText} from '../../state/watching/answer.js';
import {displayWidth} from '../screen/glyphs.js';
import {fitCells, fitText} from './fit.js';
import type {ListLine} from './list-line.js';
import {listTop} from './list-with-details.js';
import {styled, type Theme} from './theme.js';

type ItemText = {
	readonly at: number | null;
	readonly what: 'answered' | 'waiting' | 'alert';
	readonly health: Health;
	readonly text: string;
	/** All that is known of it. */
	readonly whole: string;
};

// The list keeps most of the screen.
const maxDetails = 6;

const textOf = (item: WatchingItem): ItemText => {
	if (item.type === 'answer') {
		const {answer} = item;
		const health = answer.type === 'gone' ? 'unknown' : answer.resource.health;
		return {
			at: answer.at,
			what: 'answered',
			health,
			text: answerText(answer),
			whole: wholeAnswerText(answer),
		};
	}

	if (item.type === 'wish') {
		const {askedAt, resource, condition, isHeld} = item.wish;
		const text = `${resource.kind} ${resource.name}: ${condition.text}${isHeld ? ' again' : ''}`;
		return {at: askedAt, what: 'waiting', health: 'transitioning', text, whole: text};
	}

	const {alert, matching} = item;
	const time = alert.forMs === 0 ? '' : ` for ${durationText(alert.forMs)}`;
	const count = `${countText(matching, 'row matches', 'rows match')} now`;
	const text = `${alert.when}${time}: ${count}`;
	const programs = alert.run.map(words => `runs ${words.join(' ')}`);
	const means = [...(alert.bell ? ['bell'] : []), ...(alert.notify ? ['notification'] : []), ...programs];
	const whole = `${text}; ${means.length === 0 ? 'only listed' : means.join(', ')}`;
	return {at: null, what: 'alert', health: matching > 0 ? 'warning' : 'ok', text, whole};
};

const itemLine = (
	item: WatchingItem,
	isHere: boolean,
	withDate: boolean,
	columns: number,
	theme: Theme,
): string => {
	const {at, what, health, text} = textOf(item);
	const time = at === null ? '' : localTimeText(at, withDate);
	const front = `${isHere ? theme.signs.cursor : ' '}${fitCells(time, withDate ? 19 : 8, theme)} `;
	const middle = `${theme.signs[health]} ${fitCells(what, 8, theme)} `;
	const room = Math.max(0, columns - displayWidth(front) - displayWidth(middle));
	return [
		styled(theme.styles.dim, front),
		styled(theme.styles[health], middle),
		styled(isHere ? theme.styles.strong : '', fitText(text, room, theme)),
	].join('');
};

/** The answers, what is waited for and the alerts, as styled lines. */
export const watchingLines = (state: State, view: PageView, theme: Theme): readonly ListLine[] => {
	const items = watchingItems(state);
	const {columns} = state.size;
	if (items.length === 0) {
		const how = keyHint(
			state.keymap,
			'tell-me',
			'grid',
			key => `: ${key} on a row waits until it settles, fails or matches`,
		);
		return [styled(theme.styles.dim, fitText(`Nothing yet${how}`, columns, theme))];
	}

	const {body} = layoutOf(state);
	const cursor = cursorPlace(state, view);
	const here = items[cursor];
	const below = here && body >= 8 ? linesAtMost(textOf(here).whole, columns, maxDetails) : [];
	const height = below.length === 0 ? body : body - below.length - 1;
	const top = listTop(cursor, items.length, height);
	const shown = items.slice(top, top + height);
	const times = shown.flatMap(item => textOf(item).at ?? []);
	const withDate = times.some(at => isOtherDay(at, state.now));
	const lines = shown.map((item, index) => {
		const place = top + index;
		return {place, text: itemLine(item, place === cursor, withDate, columns, theme)};
	});
	if (below.length === 0) return lines;
	const blank = Array.from({length: height - lines.length}, () => '');
	const rule = styled(theme.styles.dim, theme.signs.rule.repeat(columns));
	return [...lines, ...blank, rule, ...below.map(text => fitText(text, columns, theme))];
};
