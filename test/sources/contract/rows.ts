import {expect, test} from 'vitest';
import {type Stage, until} from './stage.js';

/** Rows are emitted, and changed, as the server has them. */
export const keepsRows = (stage: () => Stage): void => {
	test('emits its kinds, then every row that there is, then that it is live', async () => {
		const {arena, live, subjectOf} = stage();
		const {observed} = await live();
		expect(observed.of('kinds')[0]?.kinds.map(({name}) => name)).toContain(arena.kind);
		expect(subjectOf(observed).kind).toBe(arena.kind);
		const firstAt = observed.events.findIndex(
			event => event.type === 'changed' && event.resource.key === arena.subject && event.listed,
		);
		const liveAt = observed.events.findIndex(
			event => event.type === 'status' && event.status === 'live' && event.scope === '',
		);
		expect(firstAt).toBeGreaterThan(-1);
		expect(liveAt).toBeGreaterThan(firstAt);
		expect(observed.of('listed').some(({kinds: listed}) => listed.includes(arena.kind))).toBe(true);
		expect(observed.of('fault')).toEqual([]);
	});

	test('reports a change, as one that was seen to happen', async () => {
		const {arena, live, marked} = stage();
		const {observed} = await live();
		arena.mark('one');
		await marked(observed, 'one');
		const first = observed
			.of('changed')
			.find(({resource}) => resource.key === arena.subject && arena.markOf(resource) === 'one');
		expect(first?.listed).toBe(false);
	});

	test('reports what is added and what is removed', async () => {
		const {arena, live} = stage();
		const {observed} = await live();
		const key = arena.add();
		await until(() => expect([...observed.rows.keys()]).toContain(key));
		arena.remove(key);
		await until(() => expect([...observed.rows.keys()]).not.toContain(key));
	});

	test('loses no change that happens while a listing is on its way', async () => {
		const {arena, watch, marked} = stage();
		const gate = arena.server.faults.hold(arena.isListing, 'after');
		const {observed} = watch();
		await gate.reached;
		arena.mark('newer');
		await until(() =>
			expect(observed.of('changed').length + observed.of('heartbeat').length).toBeGreaterThan(0),
		);
		gate.release();
		await until(() => expect(observed.status).toBe('live'));
		await marked(observed, 'newer');
	});

	test('is not confused by an event that comes twice', async () => {
		const {arena, live, marked} = stage();
		const {observed} = await live();
		const size = observed.rows.size;
		arena.server.faults.duplicate(2);
		arena.mark('twice');
		await marked(observed, 'twice');
		arena.mark('after');
		await marked(observed, 'after');
		expect(observed.rows.size).toBe(size);
		expect(observed.of('fault')).toEqual([]);
	});

	test('does not go back to what an event of long ago says', async ({skip}) => {
		const {arena, live, subjectOf, marked} = stage();
		const {stale} = arena;
		if (!stale) return skip('this protocol has no old events');
		const {observed} = await live();
		arena.mark('first');
		await marked(observed, 'first');
		arena.mark('second');
		await marked(observed, 'second');
		const before = observed.events.length;
		arena.server.faults.inject(stale('first'), arena.isStream);
		const key = arena.add();
		await until(() => expect([...observed.rows.keys()]).toContain(key));
		const marks = observed.events
			.slice(before)
			.flatMap(event =>
				event.type === 'changed' && event.resource.key === arena.subject ? [event.resource] : [],
			)
			.map(arena.markOf);
		expect(marks).not.toContain('first');
		expect(arena.markOf(subjectOf(observed))).toBe('second');
	});

	test('lists again when asked to, without leaving live', async () => {
		const {live} = stage();
		const {source, observed} = await live();
		const before = observed.of('listed').length;
		const from = observed.events.length;
		source.relist();
		await until(() => expect(observed.of('listed').length).toBeGreaterThan(before));
		const statuses = observed.events
			.slice(from)
			.filter(event => event.type === 'status' || event.type === 'gap');
		expect(statuses).toEqual([]);
	});

	test('lists another kind when it is first shown', async () => {
		const {arena, live} = stage();
		const {source, observed} = await live();
		source.show([arena.otherKind]);
		await until(() => expect(observed.of('listed').flatMap(({kinds}) => kinds)).toContain(arena.otherKind));
		await until(() => expect([...observed.rows.values()].map(({kind}) => kind)).toContain(arena.otherKind));
	});
};
