import type {WatchEvent} from './watch-adapter.js';

type Fault = Extract<WatchEvent, {type: 'fault'}>;

// A server that invents faults must not fill the memory.
const maxReported = 1000;

/** Reports the faults of lists, each once: they are the same with every listing. */
export class ListFaults {
	emit: (event: WatchEvent) => void = () => undefined;
	readonly #reported = new Set<string>();

	/** @param list names it and what is wrong with it */
	report(list: string, fault: Omit<Fault, 'type'>): void {
		if (this.#reported.has(list)) return;
		if (this.#reported.size >= maxReported) this.#reported.clear();
		this.#reported.add(list);
		this.emit({type: 'fault', ...fault});
	}

	/** Reports in words that a list with rows of a kind does not hold what it counts. */
	miscount(kind: string, list = ''): (message: string) => void {
		return message => this.report(`count ${kind} ${list}`, {message, lacking: kind});
	}

	/** Reports in words that an entry of a list with rows of a kind cannot be a row. */
	entry(kind: string): (words: string) => void {
		return words => {
			const message = `Cannot read an entry in the list of kind ${kind}: ${words}`;
			this.report(`entry ${kind} ${words}`, {message, lacking: kind});
		};
	}
}
