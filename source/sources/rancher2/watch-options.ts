import type {SourceEvent} from '../../model/source.ts';
import type {Budget} from '../budget.ts';
import type {Reflection} from '../reflect.ts';
import type {Api} from './api.ts';
import type {Driver, DriverOptions} from './driver.ts';
import type {Either} from './either.ts';
import type {Place} from './place.ts';
import type {PodBook} from './pod-book.ts';
import type {Timing} from './timing.ts';

/** One server being followed. */
export type WatchOptions = {
	readonly source: string;
	readonly api: Api;
	readonly budget: Budget;
	readonly place: Place;
	readonly timing: Timing;
	readonly tell: (event: SourceEvent) => void;
	readonly signal: AbortSignal;
	/** Kinds that were shown before. */
	readonly shown: ReadonlySet<string>;
	/** Makes what a scope is followed with. */
	readonly drive: (options: Omit<DriverOptions, 'urgent'>) => Either;
	/** Kinds of the clusters' scope that are followed and never shown. */
	readonly hiddenKinds: readonly string[];
	/** Asks the management API what it offers for the clusters, where Steve lists them. */
	readonly readOffers: (signal: AbortSignal) => Promise<ReadonlyMap<string, readonly string[]>>;
	/** True where a driver loses what happens as it begins, so that everything has to be listed now and then. */
	readonly isLossy: (driver: Driver | null) => boolean;
};

/** A scope that is followed. */
export type Followed = {
	readonly driver: Either;
	readonly pods: PodBook;
	readonly reflection: Reflection;
	readonly stop: () => void;
};
