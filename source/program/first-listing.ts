import process from 'node:process';
import {setFlagsFromString} from 'node:v8';
import type {SourceEvent} from '../model/source.js';

type Flag = {
	readonly name: string;
	readonly usual: number;
	readonly listing: number;
};

/**
 * By the major version of Node: how long V8 waits before it optimises a function, and by how many percent the heap may
 * grow before V8 collects it. 0 leaves that to V8, which often doubles it; in Node 22 a limit saves no memory. Other
 * versions have no flags: in Node 24 Maglev leaves little to optimise, and V8 would reject everything that is compiled
 * and kept after a flag was set, even back to its default.
 */
const flagsOf: Readonly<Record<string, readonly Flag[]>> = {
	20: [
		{name: '--interrupt-budget', usual: 67_584, listing: 4_000_000},
		{name: '--heap-growing-percent', usual: 0, listing: 60},
	],
	22: [{name: '--invocation-count-for-turbofan', usual: 3000, listing: 30_000}],
};

/**
 * When the flags are as usual again at the latest, milliseconds since the start: most first listings are read by then.
 * Ends before the bundle keeps what was compiled, as the next start can use that only with the usual flags.
 */
const listingEndsMs = 2500;

/**
 * Sets V8 for the first listing while it is read. The optimising compiler waits, as most of what is hot then is not hot
 * afterwards: that saves a quarter of the processor time. The heap grows in smaller steps, as it hardly grows any more
 * once all is listed: that saves 25 MB with 20,000 rows. Not from the start on: V8 discards compiled code that was kept
 * with other flags, Node's own too, so that everything that is still to be loaded would take longer.
 *
 * @returns what takes the events of a run
 */
export const tuneFirstListing = (
	nodeVersion = process.versions.node,
	// Not the function itself: Node would load the module of V8 before the first frame.
	setFlag = (flag: string) => setFlagsFromString(flag),
): ((event: Pick<SourceEvent, 'type'>) => void) => {
	const flags = flagsOf[nodeVersion.split('.')[0] ?? ''] ?? [];
	let isEarly = flags.length > 0;
	return ({type}) => {
		if (!isEarly || (type !== 'progress' && type !== 'changed')) return;
		isEarly = false;
		const restMs = listingEndsMs - performance.now();
		if (restMs <= 0) return;
		for (const {name, listing} of flags) setFlag(`${name}=${listing}`);
		setTimeout(() => {
			for (const {name, usual} of flags) setFlag(`${name}=${usual}`);
		}, restMs).unref();
	};
};
