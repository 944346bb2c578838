import process from 'node:process';
import {setFlagsFromString} from 'node:v8';
import type {SourceEvent} from '../model/source.js';

/**
 * What V8 waits for before it optimises a function, by the major version of Node: the flag, its default, and what it is
 * while a listing is read. Others have none: in Node 24 Maglev leaves little to optimise, and V8 would reject everything
 * that is compiled and kept after a flag was set, even back to its default.
 */
const thresholds: Readonly<Record<string, readonly [flag: string, usual: number, patient: number]>> = {
	20: ['--interrupt-budget', 67_584, 4_000_000],
	22: ['--invocation-count-for-turbofan', 3000, 30_000],
};

/**
 * How long it waits at most, milliseconds since the start: most first listings are read by then. Ends before the bundle
 * keeps what was compiled, as the next start can use that only with the usual flags.
 */
const patientUntilMs = 2500;

/**
 * Has V8's optimising compiler wait while the first listing is read. That saves a quarter of the processor time until
 * then, as most of what is hot there is not hot afterwards. Not from the start on: V8 discards compiled code that was kept
 * with other flags, Node's own too, so that everything that is still to be loaded would take longer.
 *
 * @returns what takes the events of a run
 */
export const patientOptimiser = (
	nodeVersion = process.versions.node,
	// Not the function itself: Node would load the module of V8 before the first frame.
	setFlag = (flag: string) => setFlagsFromString(flag),
): ((event: Pick<SourceEvent, 'type'>) => void) => {
	const [flag, usual, patient] = thresholds[nodeVersion.split('.')[0] ?? ''] ?? [];
	let isEarly = flag !== undefined;
	return ({type}) => {
		if (!isEarly || (type !== 'progress' && type !== 'changed')) return;
		isEarly = false;
		const restMs = patientUntilMs - performance.now();
		if (restMs <= 0) return;
		setFlag(`${flag}=${patient}`);
		setTimeout(() => setFlag(`${flag}=${usual}`), restMs).unref();
	};
};
