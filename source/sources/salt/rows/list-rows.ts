import type {Resource} from '../../../model/resource.js';
import type {Minion} from '../minions/minions.js';
import type {Beacons} from './beacons.js';
import type {BusRows} from './bus-rows.js';
import type {Content, RowContext} from './context.js';
import {jobKind, jobRow, returnRow} from './job-row.js';
import {beaconRow, keyRow, minionRow} from './to-resource.js';

/** What there is to list. */
type Listable = Content & {
	readonly beacons: Beacons;
	readonly events: BusRows;
	readonly master: () => Resource | null;
	/** The kinds that are wanted. */
	readonly kinds: ReadonlySet<string>;
};

/** The row of a minion, which changes are compared with from now on. */
const listedRow = (context: RowContext, minion: Minion): Resource => {
	minion.row = minionRow(context, minion);
	return minion.row;
};

/** All rows of a kind as they are now. */
export const listRows = (kind: string, context: RowContext, listable: Listable): Resource[] => {
	const {keys, minions, jobs, beacons, events, kinds} = listable;
	switch (kind) {
		case 'key':
			return [...keys.all].map(key => keyRow(context, key));
		case 'minion':
			return [...minions.all].map(minion => listedRow(context, minion));
		case 'job':
		case 'internal-job':
			return [...jobs.all].filter(job => jobKind(job) === kind).map(job => jobRow(context, job));
		case 'return':
			return [...jobs.all]
				.filter(({internal}) => !internal || kinds.has('internal-job'))
				.flatMap(job => [...job.minions].map(id => returnRow(context, job, id)));
		case 'beacon':
			return [...beacons.all].map(beacon => beaconRow(context, beacon));
		case 'event':
			return events.all.map(({resource}) => resource);
		default:
			return [listable.master() ?? []].flat();
	}
};
