import {printable} from '../../model/printable.js';
import type {Fault} from '../connections/fault.js';
import type {State} from '../state.js';
import {isOtherDay, localTimeText} from '../text/time-text.js';
import {wrappedWords} from '../text/wrap.js';

/** The last faults of all sources, oldest first. */
const faultsOf = ({connections}: State): readonly (Fault & {readonly source: string})[] =>
	[...connections.values()]
		.flatMap(({source, recentFaults}) => recentFaults.map(fault => ({...fault, source})))
		.sort((one, other) => one.at - other.at);

/** What one line of the screen shows of a fault. */
export type FaultLine = {
	/** Its time, on its first line; null on the others. */
	readonly time: string | null;
	readonly source: string;
	/** Printable, and fits beside time and source; begins with the count if there were several. */
	readonly text: string;
};

/** Cells for the name of a source in the list of faults. */
export const faultSourceWidth = 16;

/** The lines of all faults on a screen of this width. */
export const faultLinesOf = (state: State): readonly FaultLine[] => {
	const faults = faultsOf(state);
	const withDate = faults.some(({at}) => isOtherDay(at, state.now));
	return faults.flatMap(({at, source, message, count}) => {
		const time = localTimeText(at, withDate);
		const room = Math.max(8, state.size.columns - time.length - faultSourceWidth - 3);
		const text = `${count === 1 ? '' : `${count}× `}${printable(message)}`;
		return wrappedWords(text, room).map((piece, index) => ({
			time: index === 0 ? time : null,
			source,
			text: piece,
		}));
	});
};
