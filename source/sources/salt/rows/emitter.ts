import type {Resource, ResourceKey} from '../../../model/resource.js';
import type {WatchEvent} from '../../follow/watch-adapter.js';
import {rowKey} from './context.js';

/** What an emitter needs. */
export type EmitterOptions = {
	readonly source: string;
	/** Which kinds are wanted: a live set. */
	readonly kinds: ReadonlySet<string>;
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
	/** Goes with each row. */
	#always: RowNote = noNote;
	#emit: (event: WatchEvent) => void = () => undefined;

	constructor(options: EmitterOptions) {
		this.#options = options;
	}

	/** Rows go there from now on: to the stream that is open. */
	to(emit: (event: WatchEvent) => void): void {
		this.#emit = emit;
	}

	/** Whether changes of this kind are to be emitted. */
	isWanted(kind: string): boolean {
		return this.#options.kinds.has(kind) && !this.#listed.has(kind);
	}

	changed(resource: Resource, note: RowNote = noNote): void {
		for (const touched of this.#touched) touched.add(resource.key);
		this.#emit({type: 'changed', resource, ...note, ...this.#always});
	}

	gone(type: string, id: string): void {
		this.#emit({type: 'removed', key: this.keyOf(type, id)});
	}

	/** A row goes because there are too many. */
	forgotten(key: ResourceKey): void {
		this.#emit({type: 'removed', key, quiet: true});
	}

	/** These kinds have to be listed again. */
	due(kinds: readonly string[]): void {
		this.#emit({type: 'due', kinds});
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

	/** Rows that change by this were so before: nothing of it is news. */
	lookingUp<Result>(work: () => Result): Result {
		this.#always = {lookedUp: true};
		try {
			return work();
		} finally {
			this.#always = noNote;
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
