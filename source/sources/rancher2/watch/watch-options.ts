import type {SourceEvent} from '../../../model/source.js';
import type {ListingOrder} from '../../follow/listing-order.js';
import type {Reflection} from '../../follow/reflect.js';
import type {Budget} from '../../requests/budget.js';
import type {ObjectColumns} from '../../requests/object-columns.js';
import type {PodIndex} from '../rows/pod-index.js';
import type {Api} from '../wire/api.js';
import type {Place} from '../wire/place.js';
import type {Timing} from '../wire/timing.js';
import type {Driver, DriverOptions} from './driver.js';
import type {FallbackDriver} from './fallback.js';

/** One server being followed. */
export type WatchOptions = {
	readonly source: string;
	readonly api: Api;
	/** For what is not part of following: its failures say nothing about the server. */
	readonly urgent: Api;
	readonly budget: Budget;
	readonly place: Place;
	readonly timing: Timing;
	/** Those that the configuration makes of paths. */
	readonly columns: ObjectColumns;
	readonly emit: (event: SourceEvent) => void;
	readonly signal: AbortSignal;
	/** Which kinds are in view and listed first, in all scopes. */
	readonly order: ListingOrder;
	/** Creates the driver of a scope. */
	readonly drive: (options: Omit<DriverOptions, 'urgent'>) => FallbackDriver;
	/** Kinds of the clusters' scope that are followed and never shown. */
	readonly hiddenKinds: readonly string[];
	/** Asks the management API what it offers for the clusters, where Steve lists them. */
	readonly readClusterActions: (signal: AbortSignal) => Promise<ReadonlyMap<string, readonly string[]>>;
	/** True if a driver may lose changes while it starts, so that everything has to be listed now and then. */
	readonly isLossy: (driver: Driver | null) => boolean;
};

/** A scope that is followed. */
export type Followed = {
	readonly driver: FallbackDriver;
	/** `cluster production`. */
	readonly name: () => string;
	/** What the keys of its rows begin with. */
	readonly prefix: string;
	readonly pods: PodIndex;
	readonly reflection: Reflection;
	readonly stop: () => void;
};
