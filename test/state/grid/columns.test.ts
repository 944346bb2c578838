import {describe, expect, test} from 'vitest';
import {columnsOf, messageText, rowNextChangeMs, sinceText} from '../../../source/state/grid/columns.js';
import type {PendingAction} from '../../../source/state/rows/row.js';
import {column, kind, lookup, row} from '../rows.js';

const minute = 60_000;
const now = 2_000_000_000_000;
const pod = kind('pod', {
	columns: [
		column('READY'),
		column('RESTARTS', 'number'),
		column('NODE', 'reference'),
		column('STARTED', 'time'),
		{title: 'IP', type: 'text', wide: true},
	],
});
const node = row({id: 'n1', name: 'node-7'});
const context = {now, rows: lookup(node)};

const titles = (...given: Parameters<typeof columnsOf>): string =>
	columnsOf(...given)
		.map(({title}) => title)
		.join(' ');

test('the columns of a kind are the general ones with its own between, the message last', () => {
	expect(titles(pod, 1)).toBe('NAME STATE SINCE READY RESTARTS NODE STARTED IP AGE MESSAGE');
	expect(titles(pod, 2)).toBe('SOURCE NAME STATE SINCE READY RESTARTS NODE STARTED IP AGE MESSAGE');
	expect(titles(null, 2)).toBe('SOURCE KIND NAME STATE SINCE AGE MESSAGE');
	expect(columnsOf(pod, 1).filter(({own}) => own)).toHaveLength(5);
	expect(columnsOf(pod, 1).filter(({wide}) => wide)).toHaveLength(1);
});

describe('cells', () => {
	const one = row({
		source: 'edge',
		kind: 'pod',
		name: 'api',
		state: 'Running',
		created: now - 3 * 3_600_000,
		message: 'all well',
		cells: {READY: true, RESTARTS: 1.23456, NODE: node.resource.key, STARTED: now - 5 * minute, IP: ''},
	});

	test('show what the row says', () => {
		const texts = columnsOf(pod, 2).map(({text}) => text(one, context));
		expect(texts).toEqual([
			'edge',
			'api',
			'Running',
			'>63y',
			'yes',
			'1.23',
			'node-7',
			'5m',
			'-',
			'3h',
			'all well',
		]);
	});

	test.each([
		['a reference to an unknown row is its id', 'NODE', 'prod/c-1/node/kube/n9', 'kube/n9'],
		['a time to come', 'STARTED', now + 3 * 24 * 3_600_000, 'in 3d'],
		['a clock that is a little ahead', 'STARTED', now + 900, '0s'],
		['falsehood', 'READY', false, 'no'],
		['nothing', 'READY', null, '-'],
	])('%s', (_title, title, cell, expected) => {
		const wanted = columnsOf(pod, 1).find(each => each.title === title);
		expect(wanted?.text(row({cells: {[title]: cell}}), context)).toBe(expected);
	});

	test.each([
		[40, 'yes', 40],
		[140, 'yes', 100],
		[40, 'no', null],
		[null, 'yes', null],
	] as const)(
		'progress %j while transitioning %s is a bar of %j in the message',
		(progress, transitioning, expected) => {
			const bars = columnsOf(null, 1).map(({title, bar}) => [title, bar(row({progress, transitioning}))]);
			expect(bars.filter(([, percent]) => percent !== null)).toEqual(
				expected === null ? [] : [['MESSAGE', expected]],
			);
		},
	);
});

test.each([
	['seen to begin', {since: now - 3 * minute}, '3m'],
	['known only from a listing', {since: null, seen: now - 3 * minute}, '>3m'],
	['known only from a listing just now', {since: null, seen: now - 59_000}, '-'],
	['stuck', {since: now - 6 * minute, stuck: true}, '6m!'],
	['stuck for longer than is known', {seen: now - 6 * minute, stuck: true}, '>6m!'],
	['removed: it no longer ages', {since: now - 9000, removedAt: now - 4000}, '5s'],
	['given by a clock that is ahead', {since: now + 5000}, '0s'],
])('SINCE of a state that is %s', (_title, observed, expected) => {
	expect(sinceText(row({}, observed), now)).toBe(expected);
});

const action = (wanted: Partial<PendingAction>): PendingAction => ({
	id: 1,
	title: 'Restart',
	startedAt: now - 4000,
	phase: 'accepted',
	moved: false,
	message: null,
	endedAt: null,
	...wanted,
});

test.each([
	['no action', null, 'Pulling', 'Pulling'],
	['on its way', action({}), null, 'restart… 4s'],
	['on its way, with what the server says', action({phase: 'sending'}), 'Pulling', 'restart… 4s · Pulling'],
	['done', action({phase: 'done'}), 'Pulling', 'restart done · Pulling'],
	['done with an answer', action({phase: 'done', message: '3 minions'}), null, 'restart done: 3 minions'],
	['of a row that was removed', action({phase: 'gone'}), 'Pulling', 'restart: removed before it was over'],
	['failed', action({phase: 'failed', message: 'no such host'}), null, 'restart failed: no such host'],
])('MESSAGE with an action: %s', (_title, pending, message, expected) => {
	expect(messageText(row({message}, {action: pending}), now)).toBe(expected);
});

test.each([
	['since', {since: now - 3 * minute - 50_000}, {}, 10_000],
	['age', {since: now - 3 * 3_600_000}, {created: now - 400}, 600],
	['an action', {since: now - 3 * 3_600_000, action: action({startedAt: now - 300})}, {}, 700],
	['an own time', {since: now - 3 * 3_600_000}, {cells: {STARTED: now - 2100}}, 900],
	['removed', {since: now - 5, removedAt: now}, {}, Number.POSITIVE_INFINITY],
])('a row says when its text next changes: %s', (_title, observed, wanted, expected) => {
	expect(rowNextChangeMs(row(wanted, observed), now)).toBe(expected);
});
