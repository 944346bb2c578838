import {type FaultsView, faultsOf} from '../state/faults.ts';
import {layoutOf} from '../state/layout.ts';
import type {State} from '../state/state.ts';
import {isOtherDay, localTimeText} from '../state/time-text.ts';
import {fitCells, fitText} from './fit.ts';
import {displayWidth} from './glyphs.ts';
import {type Look, styled} from './theme.ts';

/** What sources said that their protocols do not allow, newest last, as styled lines: time, source, how often, what. */
export const faultLines = (state: State, view: FaultsView, look: Look): readonly string[] => {
	const {body} = layoutOf(state);
	const {columns} = state.size;
	const faults = faultsOf(state);
	const end = Math.max(0, faults.length - view.back);
	if (faults.length === 0)
		return [styled(look.styles.dim, 'No faults: everything that the servers said could be read')];
	const shown = faults.slice(Math.max(0, end - body), end);
	const withDate = shown.some(({at}) => isOtherDay(at, state.now));
	return shown.map(({at, source, message, count}) => {
		const front = ` ${localTimeText(at, withDate)} ${fitCells(source, 16, look)} `;
		const times = count === 1 ? '' : `${count}${look.ascii ? 'x' : '×'} `;
		const left = Math.max(0, columns - displayWidth(front) - displayWidth(times));
		return `${styled(look.styles.dim, front)}${styled(look.styles.warning, times)}${fitText(message, left, look)}`;
	});
};
