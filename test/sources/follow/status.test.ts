import {describe, expect, test} from 'vitest';
import type {SourceEvent, SourceStatus} from '../../../source/model/source.js';
import {combineStatus} from '../../../source/sources/follow/status.js';

const start = (more: {readonly list?: string} = {}) => {
	const events: SourceEvent[] = [];
	const combined = combineStatus({
		source: 's',
		noun: 'projects',
		emit: event => events.push(event),
		...more,
	});
	const status = (
		scope: string,
		status: SourceStatus,
		message: string | null = null,
		retryAt: number | null = null,
	) => combined.emit({type: 'status', source: 's', scope, at: 5, status, message, retryAt});
	const emitted = () =>
		events
			.splice(0)
			.map(event =>
				event.type === 'status'
					? [event.scope, event.status, event.message, event.retryAt].filter(part => part !== null).join(' ')
					: event.type,
			);
	return {combined, status, emitted};
};

test('a source is live only when every required scope is', () => {
	const {combined, status, emitted} = start();
	combined.require(['a', 'b'], 1);
	expect(emitted()).toEqual([' connecting 2 of 2 projects: connecting']);
	status('a', 'live');
	expect(emitted()).toEqual(['a live', ' connecting 1 of 2 projects: connecting']);
	status('b', 'live');
	expect(emitted()).toEqual(['b live', ' live']);
});

test.each<[SourceStatus, SourceStatus, string]>([
	['live', 'retrying', 'retrying 1 of 3 projects: why retrying'],
	['connecting', 'retrying', 'retrying 1 of 3 projects: why retrying'],
	['retrying', 'retrying', 'retrying 2 of 3 projects: why retrying'],
	['retrying', 'refused', 'refused 1 of 3 projects: why refused'],
	['refused', 'failed', 'failed 1 of 3 projects: why failed'],
])('of %s and %s the worst is reported, with how many', (one, other, expected) => {
	const {combined, status, emitted} = start();
	combined.require(['a', 'b', 'c'], 1);
	status('a', 'live');
	status('b', one, one === 'live' ? null : `why ${one}`);
	status('c', other, `why ${other}`);
	expect(emitted().at(-1)).toBe(` ${expected}`);
});

test('the next try is the earliest of the scopes that were reported', () => {
	const {combined, status, emitted} = start();
	combined.require(['a', 'b'], 1);
	status('a', 'retrying', 'x', 900);
	status('b', 'retrying', 'x', 700);
	expect(emitted().at(-1)).toBe(' retrying 2 of 2 projects: x 700');
});

test('a single scope speaks for itself', () => {
	const {combined, status, emitted} = start();
	combined.require(['a'], 1);
	status('a', 'refused', 'HTTP 401', 60);
	expect(emitted().at(-1)).toBe(' refused HTTP 401 60');
});

test.each<[string, readonly string[], SourceStatus, SourceStatus, string]>([
	['the only one speaks for itself', ['list', 'a'], 'live', 'retrying', 'retrying why a'],
	['both are reported by the one that counts', ['list', 'a'], 'retrying', 'retrying', 'retrying why a'],
	['the list speaks for itself', ['list', 'a', 'b'], 'refused', 'live', 'refused why list'],
	[
		'several are counted without it',
		['list', 'a', 'b'],
		'live',
		'retrying',
		'retrying 1 of 2 projects: why a',
	],
])('the list of the scopes is none of them: %s', (_title, scopes, ofList, ofA, expected) => {
	const {combined, status, emitted} = start({list: 'list'});
	combined.require(scopes, 1);
	status('b', 'live');
	status('list', ofList, ofList === 'live' ? null : 'why list');
	status('a', ofA, ofA === 'live' ? null : 'why a');
	expect(emitted().findLast(line => line.startsWith(' '))).toBe(` ${expected}`);
});

test('a scope without a name is the source, and is reported once', () => {
	const {combined, status, emitted} = start();
	combined.require([''], 1);
	emitted();
	status('', 'live');
	expect(emitted()).toEqual([' live']);
});

test('nothing is emitted twice', () => {
	const {combined, status, emitted} = start();
	combined.require(['a', 'b'], 1);
	status('a', 'retrying', 'x', 900);
	emitted();
	status('a', 'retrying', 'x', 900);
	status('b', 'live');
	status('b', 'live');
	expect(emitted()).toEqual(['b live']);
});

test('a scope that is not required is reported but does not decide', () => {
	const {combined, status, emitted} = start();
	combined.require(['a'], 1);
	status('a', 'live');
	emitted();
	status('other', 'refused', 'no');
	expect(emitted()).toEqual(['other refused no']);
});

test('a scope that is required no more does not decide any more', () => {
	const {combined, status, emitted} = start();
	combined.require(['a', 'b'], 1);
	status('a', 'live');
	status('b', 'retrying', 'x', 900);
	emitted();
	combined.require(['a'], 2);
	expect(emitted()).toEqual([' live']);
});

test('everything else passes through', () => {
	const {combined, emitted} = start();
	combined.emit({type: 'gap', source: 's', scope: 'a', at: 3, from: 1, to: 2});
	combined.emit({type: 'heartbeat', source: 's', at: 3});
	expect(emitted()).toEqual(['gap', 'heartbeat']);
});

test('a server that is starting is the reason, whatever else connects', () => {
	const events: SourceEvent[] = [];
	const combined = combineStatus({
		source: 's',
		noun: 'clusters',
		list: 'l',
		emit: event => events.push(event),
	});
	combined.require(['l', 'a'], 1);
	const status = {type: 'status', source: 's', at: 5, status: 'connecting', retryAt: null} as const;
	combined.emit({...status, scope: 'a', message: 'opening the stream'});
	combined.emit({...status, scope: 'l', message: 'still starting', starting: true});
	expect(events.at(-1)).toEqual({...status, scope: '', message: 'still starting', starting: true});
});

test('before any scope is required the source says nothing of itself', () => {
	const {status, emitted} = start();
	status('a', 'live');
	expect(emitted()).toEqual(['a live']);
});

describe('gaps', () => {
	const gapsOf = (...gaps: readonly (readonly [scope: string, from: number, to: number])[]) => {
		const events: SourceEvent[] = [];
		const combined = combineStatus({source: 's', noun: 'projects', emit: event => events.push(event)});
		for (const [scope, from, to] of gaps)
			combined.emit({type: 'gap', source: 's', scope, at: to, from: from * 1000, to: to * 1000});
		return events.flatMap(event => (event.type === 'gap' && !event.again ? [event.scope] : []));
	};

	test('of scopes that one server took with it are reported once', () => {
		expect(gapsOf(['a', 100, 130], ['b', 98, 131], ['c', 102, 150])).toEqual(['a']);
	});

	test('of scopes that come back one long after the other are of one incident', () => {
		expect(gapsOf(['a', 100, 110], ['b', 101, 160], ['c', 99, 290])).toEqual(['a']);
	});

	test('that were over at once are of one incident if they began together', () => {
		expect(gapsOf(['a', 100, 100], ['b', 100, 100], ['c', 100.5, 100.5], ['d', 102, 102])).toEqual([
			'a',
			'd',
		]);
	});

	test('of another incident in between change nothing about that', () => {
		expect(gapsOf(['a', 100, 110], ['a', 115, 117], ['b', 100, 160])).toEqual(['a', 'a']);
	});

	test('all reach the rows of their scopes', () => {
		const events: SourceEvent[] = [];
		const combined = combineStatus({source: 's', noun: 'projects', emit: event => events.push(event)});
		const gap = {type: 'gap', source: 's', from: 0} as const;
		combined.emit({...gap, scope: 'a', at: 10, to: 10});
		combined.emit({...gap, scope: 'b', at: 20, to: 20});
		expect(events).toEqual([
			{...gap, scope: 'a', at: 10, to: 10},
			{...gap, scope: 'b', at: 20, to: 20, again: true},
		]);
	});

	test.each([
		['began long before', ['b', 10, 131]],
		['began after it was over', ['b', 130, 131]],
		['is of the same scope', ['a', 120, 131]],
	] as const)('one that %s is another', (_what, other) => {
		expect(gapsOf(['a', 100, 130], other)).toEqual(['a', other[0]]);
	});
});
