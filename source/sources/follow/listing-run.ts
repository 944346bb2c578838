import type {Resource, ResourceKey} from '../../model/resource.js';
import type {PageProgress} from './watch-adapter.js';

/** One listing in progress. Watch events are newer than the listing and win, so nothing has to be buffered. */
export class ListingRun {
	/** Null where the server does not say how much there is. */
	progress: PageProgress | null = null;
	readonly #listed = new Set<ResourceKey>();
	/** The resources that watch events reported, and whether they exist. */
	readonly #reported = new Map<ResourceKey, boolean>();

	touch(key: ResourceKey, exists: boolean): void {
		this.#reported.set(key, exists);
	}

	/** Adds a page; returns those of its resources that are new. */
	page(resources: readonly Resource[], progress: PageProgress | null): readonly Resource[] {
		this.progress = progress;
		const news = resources.filter(({key}) => !this.#reported.has(key));
		for (const {key} of news) this.#listed.add(key);
		return news;
	}

	/** The resources that exist, once all pages came. */
	keys(): ReadonlySet<ResourceKey> {
		for (const [key, exists] of this.#reported) {
			if (exists) this.#listed.add(key);
			else this.#listed.delete(key);
		}

		return this.#listed;
	}
}
