import type {SourceEvent} from '../../../model/source.js';
import type {ListingOrder} from '../../follow/listing-order.js';
import {type Reflection, reflect} from '../../follow/reflect.js';
import type {WatchAdapter} from '../../follow/watch-adapter.js';
import type {Budget} from '../../requests/budget.js';
import type {ObjectColumns} from '../../requests/object-columns.js';
import type {Catalogue} from '../rows/catalogue.js';
import {renewedScope} from '../rows/scope.js';
import type {Api} from '../wire/api.js';
import type {Found} from '../wire/discover.js';
import type {Timing} from '../wire/timing.js';
import {Acceptances} from './acceptances.js';
import {CrashLoops} from './crash-loops.js';
import {type ActedOn, createProjectWatch} from './project-watch.js';

/** One project to follow. */
type FollowOptions = {
	readonly source: string;
	readonly id: string;
	readonly found: Pick<Found, 'root' | 'version'>;
	readonly api: Api;
	readonly budget: Budget;
	readonly timing: Timing;
	readonly everyChange: boolean;
	readonly columns: ObjectColumns;
	readonly kinds: readonly string[];
	readonly order: ListingOrder;
	readonly catalogue: () => Catalogue;
	/** Until when its rows were true before, or null. */
	readonly goodUntil: number | null;
	readonly emit: (event: SourceEvent) => void;
	readonly signal: AbortSignal;
};

/** A project that is followed. */
export type FollowedProject = {
	readonly reflection: Reflection;
	readonly watch: ActedOn<WatchAdapter>;
	readonly stop: () => void;
};

/**
 * Follows one project: its subscription and collections become rows (`project-watch`), which `reflect` keeps true over
 * broken streams and reports.
 */
export const followProject = (options: FollowOptions): FollowedProject => {
	const {source, id, found, api, budget, timing, everyChange, kinds, order} = options;
	const stop = new AbortController();
	const watch = createProjectWatch({
		api,
		base: `${found.root}/projects/${id}`,
		version: found.version,
		scope: renewedScope(source, id, () => options.catalogue().fields, options.columns),
		catalogue: options.catalogue,
		silentRowMs: timing.silentRowMs,
		acceptances: new Acceptances(),
		loops: new CrashLoops(),
		now: Date.now,
		isAwaited: kind => order.shown.size === 0 || order.isFirst([kind]),
		everyChange,
	});
	const reflection = reflect({
		source,
		scope: id,
		kinds,
		adapter: watch,
		emit: options.emit,
		signal: AbortSignal.any([options.signal, stop.signal]),
		goodUntil: options.goodUntil,
		silenceMs: timing.silenceMs,
		sweepMs: timing.sweepMs,
		renewMs: timing.renewMs,
		refusedMs: timing.refusedMs,
		budget,
		order,
		...(timing.backoff && {backoff: timing.backoff}),
	});
	return {reflection, watch, stop: () => stop.abort()};
};
