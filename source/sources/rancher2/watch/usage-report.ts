import type {ResourceKey} from '../../../model/resource.js';
import type {SourceEvent} from '../../../model/source.js';
import type {Usage} from '../../../model/usage.js';

/** So many rows get their figures at once: fewer would be more frames, more would keep keys waiting. */
const maxRowsAtOnce = 2000;

/** What one cluster answered of what its rows use, reported in few events. */
export class UsageReport {
	readonly #source: string;
	readonly #scope: string;
	readonly #emit: (event: SourceEvent) => void;
	#usages = new Map<ResourceKey, Usage>();

	constructor(source: string, scope: string, emit: (event: SourceEvent) => void) {
		this.#source = source;
		this.#scope = scope;
		this.#emit = emit;
	}

	/** Adds what one row uses; reports all once it is enough for a frame. */
	add(key: ResourceKey, usage: Usage): void {
		this.#usages.set(key, usage);
		if (this.#usages.size >= maxRowsAtOnce) this.send();
	}

	/** Reports what was added since the last time. `whole`: the kinds of which that was all. */
	send(whole?: readonly string[]): void {
		const usages = this.#usages;
		if (usages.size === 0 && !whole) return;
		this.#usages = new Map();
		const event = {source: this.#source, scope: this.#scope, at: Date.now(), usages};
		this.#emit({type: 'measured', ...event, ...(whole && {whole})});
	}
}
