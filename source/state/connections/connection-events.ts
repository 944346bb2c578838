import type {SourceEvent} from '../../model/source.js';
import {secondOf} from '../text/time-text.js';
import type {Connection} from './connection.js';
import {withFault} from './fault.js';
import {missingAfter} from './missing.js';

type StatusEvent = Extract<SourceEvent, {type: 'status'}>;

const onScopeStatus = (connection: Connection, {scope, status, message, at}: StatusEvent): Connection => {
	const {lastEventAt} = connection;
	const known = connection.scopes.get(scope);
	if (status === 'live' && !known) return connection;
	const scopes = new Map(connection.scopes);
	if (status === 'live') scopes.delete(scope);
	// Its rows date from before the first failure, however often it was retried. Silence of the whole source is silence of
	// the scope too.
	else scopes.set(scope, {status, message, since: known?.since ?? Math.min(at, lastEventAt ?? at)});
	return {...connection, scopes};
};

const onStatus = (before: Connection, event: StatusEvent): Connection => {
	const missing = missingAfter(before, event);
	const connection = missing === before.missing ? before : {...before, missing};
	if (event.scope !== '') return onScopeStatus(connection, event);
	const {status, message, retryAt, at, polling = false, starting = false} = event;
	return {
		...connection,
		status,
		message,
		retryAt,
		polling,
		starting,
		since: status === connection.status ? connection.since : at,
		wasLive: connection.wasLive || status === 'live',
		waitingSince: status === 'live' ? null : (connection.waitingSince ?? at),
		// Faults while reconnecting are over; `:faults` still lists them.
		faults: connection.wasLive && status === 'live' && connection.status !== 'live' ? 0 : connection.faults,
	};
};

const onProgress = (
	connection: Connection,
	{scope, count, total}: Extract<SourceEvent, {type: 'progress'}>,
): Connection => {
	const progress = new Map(connection.progress);
	if (total === 0) progress.delete(scope);
	else progress.set(scope, {count, total});
	return {...connection, progress};
};

const onListed = (
	connection: Connection,
	{kinds, at}: Extract<SourceEvent, {type: 'listed'}>,
): Connection => {
	const isKnown = kinds.every(kind => connection.listed.has(kind));
	const listed = isKnown ? connection.listed : new Set([...connection.listed, ...kinds]);
	return {...connection, listed, lastEventAt: at};
};

const without = <Value>(map: ReadonlyMap<string, Value>, key: string): ReadonlyMap<string, Value> =>
	map.has(key) ? new Map([...map].filter(([name]) => name !== key)) : map;

/** The connection without a scope that is gone, and what was wrong with it. */
const withoutScope = ({scopes, missing, progress, ...connection}: Connection, scope: string): Connection => ({
	...connection,
	scopes: without(scopes, scope),
	missing: without(missing, scope),
	progress: without(progress, scope),
});

/** After a rate of zero, counts from the second of the first event, not from the end of the last activity. */
const countedAt = ({rate, counted, events}: Connection, at: number): Connection['counted'] =>
	rate === 0 && counted.events === events && counted.at !== secondOf(at)
		? {at: secondOf(at), events}
		: counted;

/** An event about one resource. */
export type ResourceEvent = Extract<SourceEvent, {type: 'changed' | 'removed'}>;

const familyOf = (event: ResourceEvent) => (event.type === 'changed' ? event.resource.family : null);

/** The connection after `count` events in a row about its resources, from `first` to `last`. */
export const onResourceEvents = (
	connection: Connection,
	count: number,
	first: ResourceEvent,
	last: ResourceEvent,
): Connection => ({
	...connection,
	// Where the server had to be asked for its family, only its rows say which it is.
	family: connection.family ?? familyOf(first) ?? familyOf(last),
	events: connection.events + count,
	lastEventAt: last.at,
	counted: countedAt(connection, first.at),
});

/** The connection after one event of its source. Counts events about resources. */
export const onSourceEvent = (connection: Connection, event: SourceEvent): Connection => {
	switch (event.type) {
		case 'status':
			return onStatus(connection, event);
		case 'kinds':
			return {
				...connection,
				kinds: event.kinds,
				commands: event.commands ?? {},
				harmless: event.harmless ?? {},
				ordinary: event.ordinary ?? {},
				pages: event.pages ?? {},
				lastEventAt: event.at,
			};
		case 'changed':
		case 'removed':
			return onResourceEvents(connection, 1, event, event);
		case 'gap':
			return {...connection, gap: {from: event.from, to: event.to}, lastEventAt: event.at};
		case 'fault':
			return {
				...connection,
				faults: connection.faults + 1,
				recentFaults: withFault(connection.recentFaults, event),
				lastEventAt: event.at,
			};
		case 'listed':
			return onListed(event.scopeGone ? withoutScope(connection, event.scope) : connection, event);

		case 'progress':
			return onProgress(connection, event);
		// Asked for apart from what is followed: no sign of that.
		case 'measured':
		case 'unmeasured':
			return connection;
		case 'heartbeat':
			return {...connection, lastEventAt: event.at};
	}
};

/** The count of faults starts again after so long without one. */
const faultsOverMs = 5 * 60_000;

/** The connection at a tick: updates the rate each second. The same object if nothing changed. */
export const onTick = (connection: Connection, now: number): Connection => {
	const {events, counted, rate, faults, recentFaults} = connection;
	const lastFaultAt = recentFaults.at(-1)?.at ?? now;
	if (faults > 0 && now - lastFaultAt >= faultsOverMs) return onTick({...connection, faults: 0}, now);
	const elapsed = secondOf(now) - counted.at;
	if (elapsed < 1000 || (rate === 0 && events === counted.events)) return connection;
	const present = ((events - counted.events) * 1000) / elapsed;
	const smooth = Math.round(((rate + present) / 2) * 10) / 10;
	// Half of 0.1 would round to 0.1 for ever.
	const settled = present === 0 && smooth <= 0.1 ? 0 : smooth;
	return {...connection, rate: settled, counted: {at: secondOf(now), events}};
};
