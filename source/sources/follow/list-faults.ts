import type {WatchEvent} from './watch-adapter.js';

type Fault = Extract<WatchEvent, {type: 'fault'}>;

/** Reports the faults of lists, each once: they are the same with every listing. */
export class ListFaults {
	emit: (event: WatchEvent) => void = () => undefined;
	readonly #reported = new Set<string>();

	/** @param list names it and what is wrong with it */
	report(list: string, fault: Omit<Fault, 'type'>): void {
		if (this.#reported.has(list)) return;
		this.#reported.add(list);
		this.emit({type: 'fault', ...fault});
	}

	/** Reports in words that a list with rows of a kind does not hold what it counts. */
	miscount(kind: string, list = ''): (message: string) => void {
		return message => this.report(`count ${kind} ${list}`, {message, lacking: kind});
	}
}
