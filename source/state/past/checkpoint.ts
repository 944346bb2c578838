import type {RecordedConnection, RecordedRow} from '../../model/recording.js';
import {type Connection, connect} from '../connections/connection.js';
import type {Row} from '../rows/row.js';
import type {RowStore} from '../rows/row-store.js';
import {secondOf} from '../text/time-text.js';

/** A row as it is now, for a checkpoint: the row itself changes in place. */
export const recordRow = (row: Row, resources: RowStore): RecordedRow => {
	const {resource, since, seen, addedAt, removedAt, timeline} = row;
	return {
		resource,
		since,
		seen,
		addedAt,
		removedAt,
		timeline: timeline && {
			moments: timeline.moments(),
			forgotten: timeline.forgotten,
			skipped: timeline.skipped,
			healthy: timeline.healthy,
		},
		turns: resources.turnsOf(row),
	};
};

/** A connection for a checkpoint: without who is logged in, and what can be asked only of the server itself. */
export const recordConnection = (connection: Connection): RecordedConnection => {
	const {source: name, scopes, progress, missing, listed} = connection;
	return {
		name,
		family: connection.family,
		url: connection.url,
		insecure: connection.insecure,
		readOnly: connection.readOnly,
		enabled: connection.enabled,
		status: connection.status,
		message: connection.message,
		retryAt: connection.retryAt,
		polling: connection.polling,
		starting: connection.starting,
		since: connection.since,
		lastEventAt: connection.lastEventAt,
		wasLive: connection.wasLive,
		waitingSince: connection.waitingSince,
		faults: connection.faults,
		recentFaults: connection.recentFaults,
		gap: connection.gap,
		scopes: [...scopes].map(([scope, one]) => ({scope, ...one})),
		progress: [...progress].map(([scope, one]) => ({scope, ...one})),
		missing: [...missing].map(([scope, kinds]) => ({scope, kinds})),
		listed: [...listed],
		kinds: connection.kinds,
	};
};

/** The connection of a checkpoint at its time. */
export const restoreConnection = (recorded: RecordedConnection, at: number): Connection => {
	const {name: source, scopes, progress, missing, listed, ...same} = recorded;
	return {
		...connect({...same, source, at}),
		...same,
		counted: {at: secondOf(at), events: 0},
		scopes: new Map(scopes.map(({scope, ...one}) => [scope, one])),
		progress: new Map(progress.map(({scope, ...one}) => [scope, one])),
		missing: new Map(missing.map(({scope, kinds}) => [scope, kinds])),
		listed: new Set(listed),
	};
};
