import {describe, expect, test} from 'vitest';
import type {SourceEvent} from '../../../source/model/source.js';
import {type ChangeEntry, ChangeList} from '../../../source/state/rows/changes.js';
import {RowStore} from '../../../source/state/rows/row-store.js';
import {changed, listed, removed, resource} from '../rows.js';

const status = (at: number, word: 'live' | 'retrying'): SourceEvent => ({
	type: 'status',
	source: 'prod',
	scope: '',
	at,
	status: word,
	message: null,
	retryAt: null,
});
const gap: SourceEvent = {type: 'gap', source: 'prod', scope: '', at: 50, from: 20, to: 50};

const changesOf = (events: readonly SourceEvent[], bound?: number): ChangeList => {
	const changes = new ChangeList(bound);
	const resources = new RowStore(60_000);
	for (const event of events) {
		for (const change of resources.apply(event)) changes.record(change);
		changes.note(event);
	}

	return changes;
};

const line = (entry: ChangeEntry): string => {
	if (entry.type === 'gap') return `${entry.at} gap ${entry.from}-${entry.to}`;
	if (entry.type === 'action') return `${entry.at} ${entry.title} ${entry.answer}`;
	if (entry.type === 'status') return `${entry.at} ${entry.status}`;
	return `${entry.at} ${entry.type} ${entry.from} > ${entry.to} ${entry.message}`;
};

const lines = (changes: ChangeList): string[] => changes.window(0, 100).map(line);

describe('the list of changes', () => {
	test('reports every change of state or message, but not what a first listing finds', () => {
		const changes = changesOf([
			changed(1, {}, true),
			status(2, 'live'),
			changed(3, {state: 'stopping', message: 'why'}),
			changed(4, {state: 'stopping', message: 'why', cells: {CPU: 3}}),
			changed(5, {state: 'stopping', message: 'because'}),
			changed(6, {id: 'new'}),
			removed(7, {}),
		]);
		expect(lines(changes)).toEqual([
			'2 live',
			'3 changed running > stopping why',
			'5 changed stopping > stopping because',
			'6 added null > running null',
			'7 removed stopping > null because',
		]);
	});

	test('after a gap also shows what the next listing finds', () => {
		const changes = changesOf([
			changed(1, {}, true),
			gap,
			changed(51, {id: 'new'}, true),
			listed(52, [{id: 'new'}]),
			status(53, 'live'),
			changed(60, {id: 'other'}, true),
		]);
		expect(lines(changes)).toEqual([
			'50 gap 20-50',
			'51 added null > running null',
			'52 removed running > null null',
			'53 live',
		]);
	});

	test('is bounded and counts what it lost', () => {
		const changes = changesOf(
			Array.from({length: 10}, (_, at) => changed(at, {state: `s${at}`})),
			3,
		);
		expect([changes.size, changes.lost, changes.revision]).toEqual([3, 7, 10]);
		expect(lines(changes)).toEqual([
			'7 changed s6 > s7 null',
			'8 changed s7 > s8 null',
			'9 changed s8 > s9 null',
		]);
	});

	test('does not change what it handed out', () => {
		const resources = new RowStore(60_000);
		const changes = new ChangeList(2);
		const dispatch = (at: number) => {
			for (const change of resources.apply(changed(at, {state: `s${at}`}))) changes.record(change);
		};
		for (let at = 0; at < 4; at++) dispatch(at);
		const before = changes.window(0, 2);
		dispatch(4);
		expect(before.map(line)).toEqual(['2 changed s1 > s2 null', '3 changed s2 > s3 null']);
		expect(lines(changes)).toEqual(['3 changed s2 > s3 null', '4 changed s3 > s4 null']);
	});

	test('shows a window that is scrolled back', () => {
		const changes = changesOf(Array.from({length: 10}, (_, at) => changed(at, {state: `s${at}`})));
		expect(changes.window(2, 3).map(({at}) => at)).toEqual([5, 6, 7]);
		expect(changes.window(8, 5).map(({at}) => at)).toEqual([0, 1]);
		expect(changes.window(20, 5)).toEqual([]);
	});

	test('reports the story of one row, with the gaps in it', () => {
		const changes = changesOf([
			changed(1, {id: 'a'}),
			changed(2, {id: 'b'}),
			gap,
			{...gap, source: 'edge'},
			status(55, 'live'),
		]);
		expect(changes.of(resource({id: 'a'}).key).map(line)).toEqual([
			'1 added null > running null',
			'50 gap 20-50',
		]);
	});

	test('lists an incident once, and shows each row all gaps in its scope', () => {
		const again: SourceEvent = {...gap, scope: 'c-1', at: 70, to: 70, again: true};
		const changes = changesOf([gap, again, changed(80, {id: 'a'})]);
		expect(changes.window(0, 5).map(line)).toEqual(['50 gap 20-50', '80 added null > running null']);
		expect(changes.of(resource({id: 'a'}).key).map(line)).toEqual([
			'50 gap 20-50',
			'70 gap 20-70',
			'80 added null > running null',
		]);
	});
});
