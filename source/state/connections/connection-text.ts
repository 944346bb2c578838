import {countText} from '../../model/count-text.js';
import type {Health} from '../../model/resource.js';
import type {SourceStatus} from '../../model/source.js';
import {countdownText} from '../text/time-text.js';
import type {Connection} from './connection.js';

/**
 * The status of a source in words: `live`, `polling`, `connecting`, `listing 100 of 5056`, `retry in 4s`, `refused`,
 * `failed`, `off`; `live, 1 scope not` if a scope is not live.
 */
export const connectionWord = (connection: Connection, now: number): string => {
	if (!connection.enabled) return 'off';
	if (connection.status === 'retrying') {
		const left = countdownText(connection.retryAt, now);
		return left === null ? 'connecting' : `retry in ${left}`;
	}

	if (connection.status === 'connecting' && connection.progress.size > 0) return listingWord(connection);
	if (connection.status !== 'live') return connection.status;
	const word = connection.polling ? 'polling' : 'live';
	const {size} = connection.scopes;
	return size > 0 ? `${word}, ${countText(size, 'scope')} not` : word;
};

const listingWord = ({progress}: Connection): string => {
	let count = 0;
	let total = 0;
	for (const each of progress.values()) {
		count += each.count;
		total += each.total;
	}

	return `listing ${count} of ${total}`;
};

const healths: Readonly<Record<SourceStatus, Health>> = {
	connecting: 'transitioning',
	live: 'ok',
	retrying: 'warning',
	refused: 'error',
	failed: 'error',
};

/** The colour of a source's status: also a warning if it is live, but something in it does not work. */
export const connectionHealth = (connection: Connection): Health => {
	if (!connection.enabled) return 'unknown';
	const partly = connection.scopes.size > 0 || connection.message !== null;
	return connection.status === 'live' && partly ? 'warning' : healths[connection.status];
};

const totalOf = ({progress}: Connection): number => {
	let sum = 0;
	for (const {total} of progress.values()) sum += total;
	return sum;
};

type Moment = {readonly connections: ReadonlyMap<string, Connection>; readonly now: number};

/**
 * Whether the status of a source is another than before, its countdown says something else, or one of its first listings
 * is over.
 */
export const hasComeFurther = (before: Moment, after: Moment): boolean =>
	[...after.connections].some(([source, connection]) => {
		const {status} = connection;
		const earlier = before.connections.get(source);
		if (earlier?.status !== status) return true;
		if (status === 'retrying')
			return connectionWord(earlier, before.now) !== connectionWord(connection, after.now);
		return status === 'connecting' && totalOf(connection) < totalOf(earlier);
	});
