import {countText} from '../model/count-text.js';
import {forwardTexts} from './forwards.js';
import type {State} from './state.js';
import {exactDurationText} from './text/time-text.js';

/**
 * What a person is to know when the program ends, line by line. `ranMs`: how long it ran, where a summary is wanted; null
 * where not. What was sent to several rows at once is one action, as it is in the journal.
 */
export const farewellText = (
	state: Pick<State, 'forwards' | 'changes' | 'journal'>,
	ranMs: number | null,
): readonly string[] => {
	const lost = forwardTexts(state);
	return [
		...(lost.length === 0 ? [] : [`no longer forwarded: ${lost.join(', ')}`]),
		...(ranMs === null
			? []
			: [
					`ran for ${exactDurationText(ranMs)}, saw ${countText(state.changes.total, 'change')}, sent ${countText(state.journal.entries.own, 'action')}`,
				]),
	];
};
