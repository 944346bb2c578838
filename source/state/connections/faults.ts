import {printable} from '../../model/printable.js';
import type {SourceEvent} from '../../model/source.js';
import type {HelpView, SourcesView, State} from '../state.js';
import {isOtherDay, localTimeText} from '../text/time-text.js';
import {wrappedWords} from '../text/wrap.js';

/** Something that the protocol does not allow; `count` alike came one after the other, the last at `at`. */
export type Fault = {readonly at: number; readonly message: string; readonly count: number};

/** The faults of all sources, newest last; `back`: lines of the screen scrolled up from the end. */
export type FaultsView = {readonly type: 'faults'; readonly id: number; readonly back: number};

/** Views that are lists without rows of resources. */
export type ListView = FaultsView | SourcesView | HelpView;

const mostFaults = 100;

/** The last faults of a source after one more. */
export const withFault = (
	faults: readonly Fault[],
	{message, at}: Extract<SourceEvent, {type: 'fault'}>,
): readonly Fault[] => {
	const last = faults.at(-1);
	return last?.message === message
		? [...faults.slice(0, -1), {...last, at, count: last.count + 1}]
		: [...faults, {at, message, count: 1}].slice(-mostFaults);
};

/** The last faults of all sources, oldest first. */
export const faultsOf = ({connections}: State): readonly (Fault & {readonly source: string})[] =>
	[...connections.values()]
		.flatMap(({source, recentFaults}) => recentFaults.map(fault => ({...fault, source})))
		.sort((one, other) => one.at - other.at);

/** What one line of the screen shows of a fault. */
export type FaultLine = {
	/** When it was, on its first line; null below that. */
	readonly time: string | null;
	readonly source: string;
	/** Harmless, and no wider than there is room beside time and source; how often it came stands before it. */
	readonly text: string;
};

/** Cells for the name of a source in the list of faults. */
export const faultSourceWidth = 16;

/** All faults as a screen of this width shows them. */
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
