import type {SourceEvent} from '../model/source.ts';
import type {HelpView, SourcesView, State} from './state.ts';

/** Something that the protocol does not allow; `count` alike came one after the other, the last at `at`. */
export type Fault = {readonly at: number; readonly message: string; readonly count: number};

/** The faults of all sources, newest last; `back`: lines scrolled up from the newest. */
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
