import type {SourceEvent} from '../../model/source.js';
import type {Backoff} from '../../transport/backoff.js';
import type {Clock} from '../../transport/clock.js';
import type {ListingOrder} from './listing-order.js';
import type {Report} from './status.js';
import type {WatchAdapter} from './watch-adapter.js';

/** The status while the stream is being opened; `starting` as in the status event. */
export type Opening = {readonly message: string; readonly starting?: true};

/** The part of an opening that goes into the status event. */
export const startingOf = ({starting}: Opening): Pick<Opening, 'starting'> => (starting ? {starting} : {});

/** What one list-watch needs. */
export type ListWatchOptions = {
	readonly source: string;
	readonly scope: string;
	readonly adapter: WatchAdapter;
	/** A live set: it grows when more kinds are shown. */
	readonly kinds: ReadonlySet<string>;
	/** The scope is live only if these are listed. */
	readonly rootKinds: ReadonlySet<string>;
	readonly emit: (event: SourceEvent) => void;
	readonly report: Report;
	readonly opening: Opening;
	readonly silenceMs: number | null;
	readonly sweepMs: number | null;
	readonly renewMs: number | null;
	readonly refusedMs: number;
	readonly backoff: () => Backoff;
	readonly clock: Clock;
	readonly order: ListingOrder;
	/** Lets the other scopes continue: this one has listed its first kinds, or cannot. */
	readonly release: () => void;
	/** Until when the rows were known to be true before this list-watch; null: never. */
	readonly goodUntil: number | null;
};
