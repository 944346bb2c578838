import type {Resource} from '../../model/resource.js';
import type {SourceEvent} from '../../model/source.js';
import type {Backoff} from '../../transport/backoff.js';
import type {Clock} from '../../transport/clock.js';
import type {ListingOrder} from './listing-order.js';
import type {WatchAdapter} from './watch-adapter.js';

/** What the listings of one list-watch need. */
export type ListingOptions = {
	readonly source: string;
	readonly scope: string;
	readonly list: WatchAdapter['list'];
	/** Which kinds one call of `list` takes. */
	readonly together: (kinds: readonly string[]) => readonly (readonly string[])[];
	/** The scope is live only if these are listed. */
	readonly rootKinds: ReadonlySet<string>;
	readonly emit: (event: SourceEvent) => void;
	/** Called before a resource of a page is emitted. */
	readonly onResource: (resource: Resource) => void;
	/** A group is listed at this revision; return false if it has to be listed again before that counts. */
	readonly onListed: (kinds: readonly string[], revision: string | null) => boolean;
	readonly onRefused: (error: unknown) => void;
	readonly onProgress: () => void;
	/** Delay between attempts at a forbidden kind, milliseconds: rights do change, but rarely. */
	readonly refusedMs: number;
	readonly backoff: () => Backoff;
	readonly clock: Clock;
	readonly order: ListingOrder;
	/** Lets the other scopes continue: the first kinds are listed, or cannot be. */
	readonly release: () => void;
};
