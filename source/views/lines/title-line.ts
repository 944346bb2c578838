import {printable} from '../../model/printable.js';
import type {TitleModel} from '../../state/page.js';
import {displayWidth} from '../screen/glyphs.js';
import {fitText} from './fit.js';
import {barText} from './row-line.js';
import {styled, type Theme} from './theme.js';

const shownText = ({count}: TitleModel): string => {
	if (count === null) return '';
	return count.shown === count.total ? `[${count.total}]` : `[${count.shown} of ${count.total}]`;
};

/** The title line as styled text over the whole width: the view, its status, its row, filter and the rest. */
export const titleLine = (model: TitleModel, columns: number, theme: Theme): string => {
	const {signs, styles} = theme;
	const sort =
		model.sort &&
		`sort ${printable(model.sort.column.toLowerCase())}${model.sort.descending ? signs.down : signs.up}`;
	const notes = [
		model.progress === null ? '' : barText(model.progress, theme),
		printable(model.status),
		model.scope === '' ? '' : `in ${printable(model.scope)}`,
		model.of === null ? '' : `of ${printable(model.of)}`,
		model.filter === '' ? '' : `/${printable(model.filter)}`,
		model.trouble ? 'trouble only' : '',
		model.marked > 0 ? `${model.marked} marked` : '',
		sort ?? '',
	].filter(note => note !== '');
	const what = `${printable(model.what)}${shownText(model)}`;
	const room = Math.max(0, columns - displayWidth(what) - displayWidth(model.position) - 8);
	const rest = fitText(notes.join(` ${signs.dot} `), room, theme);
	const front = `${signs.rule} ${styled(styles.strong, what)} ${rest}${rest === '' ? '' : ' '}`;
	const used = 2 + displayWidth(what) + 1 + displayWidth(rest) + (rest === '' ? 0 : 1);
	const position = model.position === '' ? '' : ` ${model.position} `;
	const fill = Math.max(0, columns - used - position.length - (position === '' ? 0 : 1));
	const rule = model.isPast
		? styled(styles.pastRule, signs.past.repeat(fill))
		: styled(styles.dim, signs.rule.repeat(fill));
	return front + rule + position + (position === '' ? '' : signs.rule);
};
