import {describe, expect, test} from 'vitest';
import type {SourceEvent, SourceStatus} from '../../../source/model/source.js';
import type {Connection} from '../../../source/state/connections/connection.js';
import {connect, enable, staleSince} from '../../../source/state/connections/connection.js';
import {onSourceEvent, onTick} from '../../../source/state/connections/connection-events.js';
import {connectionWord} from '../../../source/state/connections/connection-text.js';
import {changed, kind, resource} from '../rows.js';

const opened = connect({
	source: 'prod',
	family: 'rancher1',
	url: 'https://rancher.test',
	insecure: false,
	readOnly: false,
	at: 1000,
});

const status = (
	at: number,
	word: SourceStatus,
	scope = '',
	message: string | null = null,
): Extract<SourceEvent, {type: 'status'}> => ({
	type: 'status',
	source: 'prod',
	scope,
	at,
	status: word,
	message,
	retryAt: word === 'retrying' ? at + 4000 : null,
});

const reported = (...events: readonly SourceEvent[]): Connection => events.reduce(onSourceEvent, opened);

test('a source that was just opened is connecting', () => {
	expect(opened).toMatchObject({
		status: 'connecting',
		enabled: true,
		since: 1000,
		events: 0,
		rate: 0,
		lastEventAt: null,
	});
});

test('its status is what it last reported, since when it first said so', () => {
	expect(reported(status(2000, 'live'))).toMatchObject({status: 'live', since: 2000, message: null});
	const retrying = reported(
		status(2000, 'retrying', '', 'no route'),
		status(9000, 'retrying', '', 'time-out'),
	);
	expect(retrying).toMatchObject({since: 2000, message: 'time-out', retryAt: 13_000});
});

test('a scope that is gone takes along what was wrong with it', () => {
	const missing = [{kind: 'pod', message: 'Cannot list pods', refused: true}];
	const wrong = [status(2000, 'live'), {...status(2100, 'retrying', 'c-1', 'no route'), missing}];
	expect(connectionWord(reported(...wrong), 2200)).toBe('live, 1 scope not');
	const listed = {type: 'listed', source: 'prod', scope: 'c-1', at: 2300, kinds: ['pod']} as const;
	const connection = reported(...wrong, {...listed, keys: new Set(), scopeGone: true});
	expect(connectionWord(connection, 2400)).toBe('live');
	expect([connection.scopes.size, connection.missing.size]).toEqual([0, 0]);
});

test('what it reports is remembered', () => {
	const connection = reported(
		{type: 'kinds', source: 'prod', at: 1100, kinds: [kind('pod')]},
		changed(1200),
		{type: 'removed', source: 'prod', at: 1300, key: 'x'},
		{type: 'fault', source: 'prod', at: 1400, message: 'no frame'},
		{type: 'gap', source: 'prod', scope: '', at: 1500, from: 1000, to: 1500},
		{type: 'heartbeat', source: 'prod', at: 1600},
	);
	expect(connection).toMatchObject({
		kinds: [kind('pod')],
		events: 2,
		faults: 1,
		recentFaults: [{at: 1400, message: 'no frame', count: 1}],
		gap: {from: 1000, to: 1500},
		lastEventAt: 1600,
	});
});

describe('the count of faults', () => {
	const fault: SourceEvent = {type: 'fault', source: 'prod', at: 2000, message: 'HTTP 500'};
	const hearing = (...events: readonly SourceEvent[]): Connection => events.reduce(onSourceEvent, opened);

	test('is zero again once the source has come back; what they were stays', () => {
		const connection = hearing(
			status(1500, 'live'),
			status(1900, 'retrying'),
			fault,
			fault,
			status(3000, 'live'),
		);
		expect(connection).toMatchObject({faults: 0, recentFaults: [{message: 'HTTP 500', count: 2}]});
	});

	test('stays through the first listing, and while it lasts', () => {
		expect(hearing(fault, status(3000, 'live')).faults).toBe(1);
		expect(hearing(status(1500, 'live'), fault, status(3000, 'live')).faults).toBe(1);
	});

	test('is zero after five minutes without one', () => {
		const connection = hearing(status(1500, 'live'), fault);
		expect(onTick(connection, 301_999).faults).toBe(1);
		expect(onTick(connection, 302_000).faults).toBe(0);
	});
});

describe('the rate', () => {
	const flood = (count: number, at: number, connection: Connection): Connection =>
		Array.from({length: count}, () => changed(at)).reduce(onSourceEvent, connection);

	test('is events per second, smoothed, and comes to rest at zero', () => {
		const busy = onTick(flood(100, 2000, opened), 3000);
		expect(busy.rate).toBe(50);
		const rates = [busy];
		for (let now = 4000; now < 20_000; now += 1000) rates.push(onTick(rates.at(-1) ?? busy, now));
		expect(rates.at(1)?.rate).toBe(25);
		expect(rates.at(-1)?.rate).toBe(0);
		expect(onTick(rates.at(-1) ?? busy, 30_000)).toBe(rates.at(-1));
	});

	test('is counted from zero after a rest', () => {
		expect(onTick(flood(10, 500_000, opened), 501_000).rate).toBe(5);
	});

	test('is counted at whole seconds, whenever the events came', () => {
		const busy = onTick(flood(10, 2400, opened), 2999);
		expect(busy.rate).toBe(0);
		expect(onTick(busy, 3001)).toMatchObject({rate: 5, counted: {at: 3000, events: 10}});
	});

	test('is not counted more often than once a second', () => {
		const busy = flood(10, 1000, opened);
		expect(onTick(busy, 1900)).toBe(busy);
	});
});

describe('rows are out of date', () => {
	const one = resource({scope: 'c-1'});

	test.each<[string, Connection | undefined, number | null]>([
		['not while live', reported(status(2000, 'live')), null],
		['not during the first listing', reported(changed(1500)), null],
		['nor during that of their scope', reported(status(1200, 'connecting', 'c-1'), changed(1500)), null],
		[
			'during the first listing, once their scope broke',
			reported(status(1200, 'connecting', 'c-1'), changed(1500), status(1700, 'retrying', 'c-1')),
			1200,
		],
		[
			'from the last sign of life when the connection broke',
			reported(status(2000, 'live'), changed(3000), status(5000, 'retrying')),
			3000,
		],
		[
			'still while the next listing runs',
			reported(status(2000, 'live'), changed(3000), status(5000, 'retrying'), status(6000, 'connecting')),
			3000,
		],
		[
			'from when their scope broke, however often it is tried again',
			reported(status(2000, 'live'), status(3000, 'retrying', 'c-1'), status(4000, 'connecting', 'c-1')),
			3000,
		],
		[
			'from the last sign of life of their source, when that was before their scope broke',
			reported(status(2000, 'live'), changed(3000), status(15_000, 'retrying', 'c-1')),
			3000,
		],
		['not when another scope broke', reported(status(2000, 'live'), status(3000, 'retrying', 'c-2')), null],
		[
			'no longer when their scope is live again',
			reported(status(2000, 'live'), status(3000, 'retrying', 'c-1'), status(4000, 'live', 'c-1')),
			null,
		],
		['since refused, before anything was heard', reported(status(2000, 'refused')), 2000],
		['not of a source that is unknown', undefined, null],
	])('%s', (_title, connection, expected) => {
		expect(staleSince(one, connection)).toBe(expected);
	});
});

test('turned off and on it starts afresh', () => {
	const live = reported(status(2000, 'live'), status(2500, 'retrying', 'c-1'));
	expect(enable(live, true, 3000)).toBe(live);
	const off = enable(live, false, 3000);
	expect(off).toMatchObject({enabled: false, status: 'connecting', since: 3000, scopes: new Map()});
	expect(enable(off, true, 4000)).toMatchObject({enabled: true, since: 4000});
});

test('a family that was found out is learnt from the first resource', () => {
	expect(onSourceEvent({...opened, family: null}, changed(1200)).family).toBe('rancher1');
});

test('a scope that was never anything but live changes nothing', () => {
	expect(onSourceEvent(opened, status(2000, 'live', 'c-9'))).toBe(opened);
});

describe('how far the listings are', () => {
	const progress = (scope: string, count: number, total: number): SourceEvent => ({
		type: 'progress',
		source: 'prod',
		scope,
		at: 2000,
		count,
		total,
	});
	const word = (...events: readonly SourceEvent[]) => connectionWord(reported(...events), 2000);

	test('is said of all scopes together until they are over', () => {
		expect(word(progress('c-1', 100, 5000))).toBe('listing 100 of 5000');
		expect(word(progress('c-1', 100, 5000), progress('c-2', 40, 40))).toBe('listing 140 of 5040');
		expect(word(progress('c-1', 100, 5000), progress('c-1', 0, 0))).toBe('connecting');
	});

	test('is nothing to say of a source that is live', () => {
		expect(word(progress('c-1', 100, 5000), status(2000, 'live'))).toBe('live');
	});
});
