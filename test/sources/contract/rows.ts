import {expect, test} from 'vitest';
import {type Stage, until} from './stage.js';

/** Rows are told, and changed, as the server has them. */
export const keepsRows = (stage: () => Stage): void => {
	test('tells its kinds, then every row that there is, then that it is live', async () => {
		const {arena, live, subjectOf} = stage();
		const {told} = await live();
		expect(told.of('kinds')[0]?.kinds.map(({name}) => name)).toContain(arena.kind);
		expect(subjectOf(told).kind).toBe(arena.kind);
		const firstAt = told.events.findIndex(
			event => event.type === 'changed' && event.resource.key === arena.subject && event.listed,
		);
		const liveAt = told.events.findIndex(
			event => event.type === 'status' && event.status === 'live' && event.scope === '',
		);
		expect(firstAt).toBeGreaterThan(-1);
		expect(liveAt).toBeGreaterThan(firstAt);
		expect(told.of('listed').some(({kinds: listed}) => listed.includes(arena.kind))).toBe(true);
		expect(told.of('fault')).toEqual([]);
	});

	test('tells a change, as one that was seen to happen', async () => {
		const {arena, live, marked} = stage();
		const {told} = await live();
		arena.mark('one');
		await marked(told, 'one');
		const first = told
			.of('changed')
			.find(({resource}) => resource.key === arena.subject && arena.markOf(resource) === 'one');
		expect(first?.listed).toBe(false);
	});

	test('reports what is added and what is removed', async () => {
		const {arena, live} = stage();
		const {told} = await live();
		const key = arena.add();
		await until(() => expect([...told.rows.keys()]).toContain(key));
		arena.remove(key);
		await until(() => expect([...told.rows.keys()]).not.toContain(key));
	});

	test('loses no change that happens while a listing is on its way', async () => {
		const {arena, watch, marked} = stage();
		const gate = arena.server.faults.hold(arena.isListing, 'after');
		const {told} = watch();
		await gate.reached;
		arena.mark('newer');
		await until(() => expect(told.of('changed').length + told.of('heartbeat').length).toBeGreaterThan(0));
		gate.release();
		await until(() => expect(told.status).toBe('live'));
		await marked(told, 'newer');
	});

	test('is not confused by an event that comes twice', async () => {
		const {arena, live, marked} = stage();
		const {told} = await live();
		const size = told.rows.size;
		arena.server.faults.duplicate(2);
		arena.mark('twice');
		await marked(told, 'twice');
		arena.mark('after');
		await marked(told, 'after');
		expect(told.rows.size).toBe(size);
		expect(told.of('fault')).toEqual([]);
	});

	test('does not go back to what an event of long ago says', async ({skip}) => {
		const {arena, live, subjectOf, marked} = stage();
		const {stale} = arena;
		if (!stale) return skip('this protocol has no old events');
		const {told} = await live();
		arena.mark('first');
		await marked(told, 'first');
		arena.mark('second');
		await marked(told, 'second');
		const before = told.events.length;
		arena.server.faults.inject(stale('first'), arena.isStream);
		const key = arena.add();
		await until(() => expect([...told.rows.keys()]).toContain(key));
		const marks = told.events
			.slice(before)
			.flatMap(event =>
				event.type === 'changed' && event.resource.key === arena.subject ? [event.resource] : [],
			)
			.map(arena.markOf);
		expect(marks).not.toContain('first');
		expect(arena.markOf(subjectOf(told))).toBe('second');
	});

	test('lists again when asked to, without leaving live', async () => {
		const {live} = stage();
		const {source, told} = await live();
		const before = told.of('listed').length;
		const from = told.events.length;
		source.relist();
		await until(() => expect(told.of('listed').length).toBeGreaterThan(before));
		const statuses = told.events.slice(from).filter(event => event.type === 'status' || event.type === 'gap');
		expect(statuses).toEqual([]);
	});

	test('lists another kind when it is first shown', async () => {
		const {arena, live} = stage();
		const {source, told} = await live();
		source.show([arena.otherKind]);
		await until(() => expect(told.of('listed').flatMap(({kinds}) => kinds)).toContain(arena.otherKind));
		await until(() => expect([...told.rows.values()].map(({kind}) => kind)).toContain(arena.otherKind));
	});
};
