import {describe, expect, test} from 'vitest';
import type {Health, Resource} from '../../../source/model/resource.js';
import type {SourceEvent} from '../../../source/model/source.js';
import {noFilter} from '../../../source/state/filter/filter.js';
import {GridIndex} from '../../../source/state/grid/index.js';
import type {GridSpec} from '../../../source/state/grid/spec.js';
import {filterOf, indexed, spec} from '../grids.js';
import {changed, listed, removed} from '../rows.js';

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

describe('after any events a merged index equals one that is built from scratch', () => {
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

test('another filter over the same order shows what an index built from scratch would', () => {
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
