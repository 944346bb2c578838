import type {SourceEvent} from '../../model/source.js';

/** Something that the protocol does not allow; `count` equal ones in a row, the last at `at`. */
export type Fault = {readonly at: number; readonly message: string; readonly count: number};

const maxFaults = 100;

/** The last faults of a source, with one more. */
export const withFault = (
	faults: readonly Fault[],
	{message, at}: Extract<SourceEvent, {type: 'fault'}>,
): readonly Fault[] => {
	const last = faults.at(-1);
	return last?.message === message
		? [...faults.slice(0, -1), {...last, at, count: last.count + 1}]
		: [...faults, {at, message, count: 1}].slice(-maxFaults);
};
