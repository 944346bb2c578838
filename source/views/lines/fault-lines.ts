import {layoutOf} from '../../state/layout.js';
import type {PageView} from '../../state/page.js';
import {type FaultLine, faultLinesOf, faultSourceWidth} from '../../state/pages/fault-lines.js';
import type {State} from '../../state/state.js';
import {fitCells} from './fit.js';
import {styled, type Theme} from './theme.js';

const shown = ({time, source, text}: FaultLine, frontWidth: number, theme: Theme): string => {
	if (time === null) return ' '.repeat(frontWidth) + text;
	const front = ` ${time} ${fitCells(source, faultSourceWidth, theme)} `;
	const times = /^\d+× /.exec(text)?.[0] ?? '';
	const count = theme.ascii ? times.replace('×', 'x') : times;
	return styled(theme.styles.dim, front) + styled(theme.styles.warning, count) + text.slice(times.length);
};

/** The answers that could not be parsed, newest last, as styled lines: time, source, count, fault. */
export const faultLines = (state: State, view: PageView, theme: Theme): readonly string[] => {
	const {body} = layoutOf(state);
	const lines = faultLinesOf(state);
	const [first] = lines;
	if (!first) return [styled(theme.styles.dim, 'No faults: everything that the servers said could be read')];
	const frontWidth = (first.time?.length ?? 0) + faultSourceWidth + 3;
	// After the terminal grew there may be room above.
	const end = Math.max(Math.min(body, lines.length), lines.length - view.place);
	return lines.slice(Math.max(0, end - body), end).map(line => shown(line, frontWidth, theme));
};
