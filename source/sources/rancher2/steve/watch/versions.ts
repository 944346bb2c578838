import type {ResourceKey} from '../../../../model/resource.js';

/** What is known of the objects of one kind. */
type Shelf = {
	readonly versions: Map<ResourceKey, number>;
	/** Revision of the last listing; 0 where it gave none. */
	listedAt: number;
};

/** The versions of the objects of a scope, to detect replays and late events. */
export class Versions {
	readonly #shelves = new Map<string, Shelf>();

	/** The versions of a kind; a live map. */
	of(kind: string): Map<ResourceKey, number> {
		return this.#shelf(kind).versions;
	}

	/** A listing of a kind begins, at this revision. */
	begin(kind: string, revision: string | null): void {
		this.#shelf(kind).listedAt = Number(revision ?? 0);
	}

	/**
	 * Whether this version is known, or older than a listing. Equal versions are equal objects; a lower one is older
	 * only compared with a listing. After that the order of the stream counts: a version that is far too high, by a
	 * fault or by intent, must not hide what follows.
	 */
	isOld(kind: string, key: ResourceKey, version: number | null): boolean {
		const {versions, listedAt} = this.#shelf(kind);
		const known = versions.get(key);
		if (known === undefined || version === null || version > known) return false;
		return version === known || version <= listedAt;
	}

	#shelf(kind: string): Shelf {
		const known = this.#shelves.get(kind);
		if (known) return known;
		const shelf: Shelf = {versions: new Map(), listedAt: 0};
		this.#shelves.set(kind, shelf);
		return shelf;
	}
}
