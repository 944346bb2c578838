import type {Resource, ResourceKey} from '../../../model/resource.js';
import type {WatchEvent} from '../../follow/watch-adapter.js';
import {rowKey} from './context.js';

/** Where rows go. */
export type EmitterOptions = {
	readonly source: string;
	/** Which kinds are wanted: a live set. */
	readonly kinds: ReadonlySet<string>;
	readonly tell: (event: WatchEvent) => void;
};

/** What goes with a row: as in `WatchEvent`. */
export type RowNote = {readonly lookedUp?: true; readonly skipped?: number};

const none: ReadonlySet<string> = new Set();
const noNote: RowNote = {};

/** Emits rows of the kinds that are wanted, unless a listing gives them. */
export class Emitter {
	readonly #options: EmitterOptions;
	/** By listing under way, the rows that were emitted meanwhile. */
	readonly #touched = new Set<Set<ResourceKey>>();
	/** The kinds whose rows a listing gives itself. */
	#listed: ReadonlySet<string> = none;

	constructor(options: EmitterOptions) {
		this.#options = options;
	}

	/** Whether changes of this kind are to be emitted. */
	isWanted(kind: string): boolean {
		return this.#options.kinds.has(kind) && !this.#listed.has(kind);
	}

	changed(resource: Resource, note: RowNote = noNote): void {
		for (const touched of this.#touched) touched.add(resource.key);
		this.#options.tell({type: 'changed', resource, ...note});
	}

	gone(type: string, id: string): void {
		this.#options.tell({type: 'removed', key: this.keyOf(type, id)});
	}

	/** A row goes because there are too many. */
	forgotten(key: ResourceKey): void {
		this.#options.tell({type: 'removed', key, quiet: true});
	}

	/** These kinds have to be listed again. */
	due(kinds: readonly string[]): void {
		this.#options.tell({type: 'due', kinds});
	}

	keyOf(type: string, id: string): ResourceKey {
		return rowKey(this.#options.source, type, id);
	}

	/** What a listing of these kinds finds out: it gives their rows itself, and they are not emitted as changes too. */
	listed<Result>(kinds: readonly string[], work: () => Result): Result {
		this.#listed = new Set(kinds);
		try {
			return work();
		} finally {
			this.#listed = none;
		}
	}

	/** The keys of the rows that were emitted while this ran. */
	async touchedDuring(listing: () => Promise<void>): Promise<ReadonlySet<ResourceKey>> {
		const touched = new Set<ResourceKey>();
		this.#touched.add(touched);
		try {
			await listing();
		} finally {
			this.#touched.delete(touched);
		}

		return touched;
	}
}
