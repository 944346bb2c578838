import type {WatchAdapter} from './watch-adapter.js';

/** Holds calls back until it is opened. */
const createGate = () => {
	let open: () => void = () => undefined;
	const opened = new Promise<void>(resolve => {
		open = resolve;
	});
	return {open, opened};
};

/**
 * The same adapter, which lists what is on the screen first and alone: the other kinds of a new stream are listed once
 * the first rows of a shown kind are there, or its listing has failed.
 */
export const shownFirst = <Adapter extends WatchAdapter>(
	adapter: Adapter,
	shown: ReadonlySet<string>,
): Adapter => {
	let gate = createGate();
	return {
		...adapter,
		open(kinds, tell, signal) {
			gate = createGate();
			signal.addEventListener('abort', gate.open, {once: true});
			if (![...kinds].some(kind => shown.has(kind))) gate.open();
			return adapter.open(kinds, tell, signal);
		},
		async list(kinds, page, signal) {
			const {open, opened} = gate;
			if (!kinds.some(kind => shown.has(kind))) await opened;
			try {
				return await adapter.list(
					kinds,
					resources => {
						page(resources);
						open();
					},
					signal,
				);
			} finally {
				open();
			}
		},
	};
};
