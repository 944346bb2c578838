import type {SourceEvent} from '../../../model/source.js';

/** Which clusters can be asked what their rows use: a question competes with the listings, whose rows come first. */
export class MeasurableClusters {
	readonly #shown: () => ReadonlySet<string>;
	readonly #live = new Set<string>();
	/** `<cluster> <kind>` of what is listed, or cannot be. */
	readonly #settled = new Set<string>();

	/** `shown`: the kinds that are listed because they are, or were, in view. */
	constructor(shown: () => ReadonlySet<string>) {
		this.#shown = shown;
	}

	/** Takes what a cluster reports; returns whether more can be asked now. */
	hear(event: SourceEvent): boolean {
		if (event.type === 'listed') {
			const before = this.#settled.size;
			for (const kind of event.kinds) this.#settled.add(`${event.scope} ${kind}`);
			return this.#settled.size > before && this.#live.has(event.scope);
		}

		if (event.type !== 'status') return false;
		const {scope, status, missing = []} = event;
		for (const {kind} of missing) this.#settled.add(`${scope} ${kind}`);
		if (status !== 'live') this.#live.delete(scope);
		if (status !== 'live' || this.#live.has(scope)) return false;
		this.#live.add(scope);
		return true;
	}

	/** Those that answer. */
	live(): Iterable<string> {
		return this.#live;
	}

	/** The kinds among these whose rows are not still to come in this cluster. */
	settled(cluster: string, kinds: readonly string[]): readonly string[] {
		const shown = this.#shown();
		return kinds.filter(kind => !shown.has(kind) || this.#settled.has(`${cluster} ${kind}`));
	}

	/** A cluster is gone. */
	forget(cluster: string): void {
		this.#live.delete(cluster);
		for (const key of [...this.#settled]) if (key.startsWith(`${cluster} `)) this.#settled.delete(key);
	}
}
