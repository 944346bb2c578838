import type {ReactNode} from 'react';
import {printable} from '../../model/printable.js';
import {isTooEarly} from '../../state/actions/confirm.js';
import type {Dialog} from '../../state/actions/dialogs.js';
import {reviewHeight, reviewLines, reviewWidth} from '../../state/actions/review.js';
import {clockOf} from '../../state/past/clock.js';
import type {State} from '../../state/state.js';
import {fitCells} from '../lines/fit.js';
import {type Style, styled, type Theme} from '../lines/theme.js';
import {answersLine} from './answers.js';
import type {DialogPlace} from './dialog-place.js';
import {Panel} from './panel.js';

const styleOf = (sign: string, {styles}: Theme): Style => {
	switch (sign) {
		case '+':
			return styles.ok;
		case '-':
			return styles.error;
		case '!':
			return styles.warning;
		case '@':
			return styles.dim;
		default:
			return '';
	}
};

/** The question before an edited object is sent: what would change. */
export const Review = ({
	dialog,
	state,
	columns,
	rows,
	theme,
}: DialogPlace & {readonly dialog: Extract<Dialog, {type: 'review'}>; readonly state: State}): ReactNode => {
	const {resource, top} = dialog;
	const width = reviewWidth(state);
	const all = reviewLines(state, dialog);
	const shown = all.slice(top, top + reviewHeight(state));
	const more = `${top + 1} to ${top + shown.length} of ${all.length}, up and down show more`;
	return (
		<Panel
			title={`Send this change of ${resource.kind} ${printable(resource.name)} on ${printable(resource.source)}?`}
			lines={[
				...shown.map(({sign, text}) => styled(styleOf(sign, theme), fitCells(text, width, theme))),
				' '.repeat(width),
				answersLine(
					{isOpen: !isTooEarly(dialog, clockOf(state)), yes: dialog.yes},
					shown.length < all.length ? more : '',
					width,
					theme,
				),
			]}
			{...{width, columns, rows, theme}}
		/>
	);
};
