import type {Resource} from '../../source/model/resource.js';
import type {SourceEvent} from '../../source/model/source.js';
import type {Row} from '../../source/state/rows/row.js';
import {RowStore} from '../../source/state/rows/row-store.js';
import {resource} from './rows.js';

/** After how long a transition is stuck in these tests. */
export const stuckAfterMs = 60_000;

/** What makes a resource one in transition. */
export const moving: Partial<Resource> = {
	state: 'starting',
	health: 'transitioning',
	transitioning: 'yes',
};

/** The same resources after more events. */
export const applied = (resources: RowStore, events: Iterable<SourceEvent>): RowStore => {
	for (const event of events) resources.apply(event);
	return resources;
};

/** The resources that these events made. */
export const following = (...events: readonly SourceEvent[]): RowStore =>
	applied(new RowStore(stuckAfterMs), events);

/** The row of the resource that `rows.ts` makes of the same wishes; throws where there is none. */
export const rowOf = (resources: RowStore, wanted: Partial<Resource> = {}): Row => {
	const found = resources.get(resource(wanted).key);
	if (!found) throw new Error(`no row ${resource(wanted).key}`);
	return found;
};
