import type {SourceEvent} from '../model/source.js';
import {filtersFigures, sortsByFigures} from '../state/grid/figure-columns.js';
import {parseSort} from '../state/grid/sort.js';
import type {Selection} from './selection.js';

type FiguresOptions = {
	readonly selection: Selection;
	/** As typed; null for the default order. */
	readonly sort: string | null;
	/** Has the sources measure these kinds. */
	readonly measure: (kinds: readonly string[]) => void;
};

// Whoever does not answer by then has nothing to say.
const waitMs = 10_000;

/**
 * What rows use, for a report whose filter or order is about that: nothing is measured otherwise. It is asked for once the
 * rows are listed.
 */
export class Figures {
	readonly #options: FiguresOptions;
	/** Source, scope and kind of the rows that are still waited for; null before they were asked for. */
	#awaited: Set<string> | null = null;
	#timer: NodeJS.Timeout | undefined;

	constructor(options: FiguresOptions) {
		this.#options = options;
	}

	/** Asks for what is wanted, and calls back when that is there; at once where nothing is. */
	begin(ready: () => void): void {
		if (this.#awaited !== null) return;
		const {selection, measure} = this.#options;
		const kinds = this.#kinds();
		const rows = [...selection.unfiltered()].filter(({resource}) => kinds.includes(resource.kind));
		this.#awaited = new Set(rows.map(({resource: {source, scope, kind}}) => `${source} ${scope} ${kind}`));
		if (this.#awaited.size === 0) ready();
		else {
			this.#timer = setTimeout(ready, waitMs);
			measure(kinds);
		}
	}

	/** Takes an event; true once all that was asked for is there. */
	take(event: SourceEvent): boolean {
		if (this.#awaited === null || (event.type !== 'measured' && event.type !== 'unmeasured')) return false;
		const kinds = event.type === 'measured' ? (event.whole ?? []) : event.kinds;
		for (const kind of kinds) this.#awaited.delete(`${event.source} ${event.scope} ${kind}`);
		return this.#awaited.size === 0;
	}

	/** Nothing is waited for any longer. */
	end(): void {
		clearTimeout(this.#timer);
	}

	#kinds(): readonly string[] {
		const {selection, sort} = this.#options;
		const order = sort === null ? null : parseSort(sort);
		const column = order === null || 'error' in order ? '' : order.column;
		return selection.kindsInView
			.filter(kind => filtersFigures(kind, selection.filter) || sortsByFigures(kind, column))
			.map(({name}) => name);
	}
}
