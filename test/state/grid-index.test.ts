import {describe, expect, test} from 'vitest';
import type {Health, Resource} from '../../source/model/resource.ts';
import type {SourceEvent} from '../../source/model/source.ts';
import {type Filter, noFilter, parseFilter} from '../../source/state/filter.ts';
import {GridIndex, type GridSpec} from '../../source/state/grid-index.ts';
import {mergeKinds} from '../../source/state/kinds.ts';
import {Resources} from '../../source/state/resources.ts';
import {changed, column, kind, listed, removed, resource} from './rows.ts';

const kinds = [
	kind('container', {columns: [column('CPU', 'number')]}),
	kind('host'),
	kind('key', {mainStates: ['pending']}),
	kind('volume', {main: false}),
];

const filterOf = (text: string): Filter => {
	const filter = parseFilter(text);
	if ('error' in filter) throw new Error(filter.error);
	return filter;
};

const spec = (wanted: Partial<GridSpec> = {}): GridSpec => ({
	kind: 'container',
	within: null,
	filter: noFilter,
	sort: {column: 'NAME', descending: false},
	trouble: false,
	kinds,
	...wanted,
});

const names = (index: GridIndex): string[] => index.slice().map(row => row.resource.name);

/** An index over the resources that these events made. */
const indexed = (wanted: Partial<GridSpec>, ...events: readonly SourceEvent[]) => {
	const resources = new Resources(60_000);
	for (const event of events) resources.apply(event);
	const index = new GridIndex();
	index.reset(spec(wanted), resources);
	resources.drainDirty();
	const tell = (...more: readonly SourceEvent[]): boolean => {
		for (const event of more) resources.apply(event);
		return index.merge(resources.drainDirty());
	};

	return {resources, index, tell};
};

const named = (name: string, wanted: Partial<Resource> = {}): Partial<Resource> => ({
	id: name,
	name,
	...wanted,
});
const fleet = ['web-10', 'web-2', 'api'].map(name => changed(0, named(name)));

describe('a grid shows', () => {
	const mixed = [
		changed(0, named('box', {kind: 'host'})),
		changed(0, named('web', {health: 'error', parents: ['h1']})),
		changed(0, named('old', {kind: 'key', state: 'accepted'})),
		changed(0, named('new', {kind: 'key', state: 'pending', health: 'warning'})),
		changed(0, named('data', {kind: 'volume', parents: ['h1']})),
	];

	test.each<[string, Partial<GridSpec>, string[], number]>([
		['one kind', {}, ['web'], 1],
		['the main kinds in their main states', {kind: 'all'}, ['box', 'new', 'web'], 3],
		['the children of a row, of any kind', {kind: 'all', within: 'h1'}, ['data', 'web'], 2],
		['the children of a row, of one kind', {kind: 'volume', within: 'h1'}, ['data'], 1],
		['what passes the filter', {kind: 'all', filter: filterOf('kind:host')}, ['box'], 3],
		['what is in trouble', {kind: 'all', trouble: true}, ['new', 'web'], 3],
		['nothing of an unknown kind', {kind: 'zebra'}, [], 0],
	])('%s', (_title, wanted, expected, total) => {
		const {index} = indexed(wanted, ...mixed);
		expect([names(index), index.total]).toEqual([expected, total]);
	});

	test('of all only what is main to its own source, also as it changes', () => {
		const apart = mergeKinds([
			['prod', kinds],
			['edge', [kind('host', {main: false}), kind('volume')]],
		]);
		const edge = (name: string, of: string) => changed(0, named(name, {kind: of, source: 'edge'}));
		const others = [edge('edge-box', 'host'), edge('edge-data', 'volume')];
		const {index, tell} = indexed({kind: 'all', kinds: apart}, ...mixed, ...others);
		expect(names(index)).toEqual(['box', 'edge-data', 'new', 'web']);
		tell(edge('edge-box-2', 'host'), edge('edge-data-2', 'volume'));
		expect(names(index)).toEqual(['box', 'edge-data', 'edge-data-2', 'new', 'web']);
	});

	test.each<[string, GridSpec['sort'], string[]]>([
		['names, with their numbers', {column: 'NAME', descending: false}, ['api', 'web-2', 'web-10']],
		['names backwards', {column: 'name', descending: true}, ['web-10', 'web-2', 'api']],
		['an own column, nothing last', {column: 'CPU', descending: false}, ['web-2', 'web-10', 'api']],
		[
			'an own column backwards, nothing still last',
			{column: 'cpu', descending: true},
			['web-10', 'web-2', 'api'],
		],
		['what is shortest in its state', {column: 'SINCE', descending: false}, ['web-2', 'web-10', 'api']],
		['by name where all are equal', {column: 'MESSAGE', descending: true}, ['api', 'web-2', 'web-10']],
	])('in the order of %s', (_title, sort, expected) => {
		const {index} = indexed(
			{sort},
			changed(0, named('api')),
			changed(10, named('web-10', {cells: {CPU: 9}})),
			changed(20, named('web-2', {cells: {CPU: 7}})),
		);
		expect(names(index)).toEqual(expected);
	});
});

describe('what changed is merged', () => {
	test('new rows come to their place, renamed ones move, filtered ones go', () => {
		const {index, tell} = indexed({filter: filterOf('!gone')}, ...fleet);
		const {revision} = index;
		expect(tell(changed(1, named('web-3')), changed(1, named('api', {name: 'zoo'})))).toBe(true);
		expect(names(index)).toEqual(['web-2', 'web-3', 'web-10', 'zoo']);
		expect(tell(changed(2, named('web-3', {state: 'gone'})))).toBe(true);
		expect([names(index), index.total]).toEqual([['web-2', 'web-10', 'zoo'], 4]);
		expect(index.revision).toBe(revision + 2);
	});

	test('a row whose order did not change keeps its place', () => {
		const {index, tell} = indexed({}, ...fleet);
		const {revision} = index;
		const rows = index.slice();
		expect(tell(changed(1, named('api', {state: 'stopped', cells: {CPU: 8}})))).toBe(false);
		expect(index.slice()).toEqual(rows);
		expect(index.revision).toBe(revision);
	});

	test('a removed row keeps its place until it is gone, and its place is free for its successor', () => {
		const {index, tell, resources} = indexed({}, ...fleet);
		expect(tell(removed(1, named('web-2')))).toBe(false);
		expect(names(index)).toEqual(['api', 'web-2', 'web-10']);
		resources.expire(10_000);
		resources.apply(changed(10_001, named('web-2')));
		index.merge(resources.drainDirty());
		expect(names(index)).toEqual(['api', 'web-2', 'web-10']);
		expect(index.at(1)?.removedAt).toBeNull();
		expect(index.total).toBe(3);
	});

	test('a row that gets stuck moves up by itself', () => {
		const moving = {health: 'transitioning', transitioning: 'yes'} as const;
		const sort = {column: 'HEALTH', descending: false};
		const {index, resources} = indexed(
			{sort},
			changed(0, named('b', moving)),
			changed(9, named('a', moving)),
		);
		expect(names(index)).toEqual(['a', 'b']);
		resources.expire(60_000);
		expect(index.merge(resources.drainDirty())).toBe(true);
		expect(names(index)).toEqual(['b', 'a']);
	});

	test('a source that was turned off takes its rows with it', () => {
		const {index, resources} = indexed({}, ...fleet, changed(0, named('far', {source: 'edge'})));
		resources.removeSource('prod');
		index.merge(resources.drainDirty());
		expect([names(index), index.total]).toEqual([['far'], 1]);
	});

	test('the total counts also what the filter hides', () => {
		const {index, tell} = indexed({filter: filterOf('web')}, ...fleet);
		expect(tell(changed(1, named('db')))).toBe(true);
		expect([names(index).length, index.total]).toEqual([2, 4]);
	});
});

test('rows are found by their keys', () => {
	const {index} = indexed({filter: filterOf('web')}, ...fleet);
	const placeOf = (name: string): number => index.indexOf(resource(named(name)).key);
	expect(['web-2', 'web-10', 'api', 'never'].map(placeOf)).toEqual([0, 1, -1, -1]);
	expect(new GridIndex().indexOf('any')).toBe(-1);
});

test('a row that is not merged yet has no place, though it has the number of one that has', () => {
	const {index, resources} = indexed({}, ...fleet);
	resources.apply({...removed(1, named('api')), quiet: true});
	resources.apply(changed(2, named('db')));
	expect(index.indexOf(resource(named('db')).key)).toBe(-1);
});

/** Numbers that look random, the same each time. */
const generator =
	(seed: number) =>
	(below: number): number => {
		seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((seed / 2 ** 32) * below);
	};

const healths: readonly Health[] = ['ok', 'transitioning', 'warning', 'error', 'unknown'];

const randomResource = (pick: (below: number) => number): Partial<Resource> => {
	const id = String(pick(60));
	return {
		id,
		name: `web-${pick(3) === 0 ? pick(30) : id}`,
		kind: ['container', 'container', 'host', 'key', 'volume'][Number(id) % 5] ?? 'host',
		state: ['running', 'pending', 'starting'][pick(3)] ?? '',
		health: healths[pick(5)] ?? 'ok',
		transitioning: pick(3) === 0 ? 'yes' : 'no',
		message: pick(4) === 0 ? 'Pulling' : null,
		parents: pick(2) === 0 ? ['h1'] : ['h2'],
		cells: pick(5) === 0 ? {} : {CPU: pick(10)},
	};
};

const randomEvent = (pick: (below: number) => number, at: number): SourceEvent => {
	const chosen = pick(12);
	if (chosen === 0) {
		const present = Array.from({length: 25}, () => ({id: String(pick(60))}));
		return listed(at, present, {kinds: pick(2) === 0 ? ['container'] : ['host', 'key']});
	}

	return chosen < 3 ? removed(at, randomResource(pick)) : changed(at, randomResource(pick), pick(4) === 0);
};

describe('after any events a merged index equals one that is built anew', () => {
	const specs: Partial<GridSpec>[] = [
		{},
		{kind: 'all', sort: {column: 'HEALTH', descending: false}},
		{kind: 'all', sort: {column: 'SINCE', descending: true}, filter: filterOf('state:running or stuck:true')},
		{kind: 'all', within: 'h1', sort: {column: 'CPU', descending: true}},
		{sort: {column: 'CPU', descending: false}, filter: filterOf('!pulling')},
		{kind: 'all', trouble: true, sort: {column: 'STATE', descending: true}},
	];

	test.each(specs.flatMap((wanted, number) => [1, 2, 3].map(seed => [number, seed, wanted] as const)))(
		'view %d, events %d',
		(number, seed, wanted) => {
			const pick = generator(number * 1000 + seed);
			const {index, resources} = indexed(wanted);
			for (let at = 0, frame = 0; frame < 150; frame++) {
				for (let count = pick(20); count >= 0; count--) {
					at += pick(600);
					resources.apply(randomEvent(pick, at));
				}

				if (pick(3) === 0) resources.expire(at);
				if (pick(60) === 0) resources.removeSource('prod');
				index.merge(resources.drainDirty());
				const fresh = new GridIndex();
				fresh.reset(spec(wanted), resources);
				expect(index.slice()).toEqual(fresh.slice());
				expect(index.total).toBe(fresh.total);
				expect(index.slice().map(row => index.indexOf(row.resource.key))).toEqual(
					index.slice().map((_, place) => place),
				);
			}
		},
	);
});

test('another filter over the same order shows what an index that is built anew would', () => {
	const pick = generator(42);
	const order = {kind: 'all', sort: {column: 'HEALTH', descending: false}};
	const {index, resources} = indexed(order);
	const filters = ['', 'state:running', 'web', 'stuck:true or pulling', '!web'];
	for (let at = 0, frame = 0; frame < 100; frame++) {
		for (let count = pick(20); count >= 0; count--) {
			at += pick(600);
			resources.apply(randomEvent(pick, at));
		}

		if (pick(2) === 0) index.merge(resources.drainDirty());
		const text = filters[pick(filters.length)] ?? '';
		const wanted = {...order, filter: text === '' ? noFilter : filterOf(text), trouble: pick(3) === 0};
		index.reset(spec(wanted), resources);
		index.merge(resources.drainDirty());
		const fresh = new GridIndex();
		fresh.reset(spec(wanted), resources);
		expect(index.slice()).toEqual(fresh.slice());
		expect(index.total).toBe(fresh.total);
	}
});
