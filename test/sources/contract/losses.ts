import {expect, test} from 'vitest';
import {miscounted, withOddEntries} from '../arena.js';
import {gaps, type Stage, until} from './stage.js';

/** What breaks between source and server is found, reported and made good. */
export const findsLosses = (stage: () => Stage): void => {
	test('forgets what was removed while the server could not be reached, and reports the gap', async () => {
		const {arena, live} = stage();
		const {observed} = await live();
		const key = arena.add();
		await until(() => expect([...observed.rows.keys()]).toContain(key));
		await arena.server.faults.down();
		await until(() => expect(observed.status).not.toBe('live'));
		expect([...observed.rows.keys()]).toContain(key);
		arena.remove(key);
		await arena.server.faults.up();
		await until(() => expect([...observed.rows.keys()]).not.toContain(key));
		await until(() => expect(observed.status).toBe('live'));
		const gap = observed.of('gap').at(-1);
		expect(gap?.from).toBeLessThanOrEqual(gap?.to ?? 0);
	});

	test('comes back by itself when its stream is cut, with all that changed meanwhile', async () => {
		const {arena, live, marked} = stage();
		const {observed} = await live();
		arena.server.faults.cut(arena.isStream);
		arena.mark('meanwhile');
		await until(() => expect(gaps(observed)).toBeGreaterThan(0));
		await marked(observed, 'meanwhile');
		await until(() => expect(observed.status).toBe('live'));
	});

	test('gives up a stream that is open but silent, and finds what it did not report', async () => {
		const {arena, live, marked} = stage();
		const {observed} = await live(arena.openImpatient);
		arena.server.faults.silence(arena.isStream);
		arena.mark('unheard');
		await until(() => expect(gaps(observed)).toBeGreaterThan(0));
		await marked(observed, 'unheard');
		await until(() => expect(observed.status).toBe('live'));
	});

	test('leaves a server alone that asks for it, and says until when', async () => {
		const {arena, watch} = stage();
		const answer = {status: 503, headers: {'retry-after': '40'}, body: ''};
		arena.server.faults.refuse(arena.isStream, answer);
		const {observed} = watch();
		const waits = () =>
			observed
				.of('status')
				.map(({status, at, retryAt}) => (status === 'retrying' ? (retryAt ?? at) - at : 0));
		// The clock may go on between the two.
		await until(() => expect(Math.max(...waits())).toBeGreaterThan(39_000));
		expect(observed.status).toBe('retrying');
	});

	test('takes no row for gone that a list lacks by its own count', async ({skip}) => {
		const {arena, live} = stage();
		const {cutList} = arena;
		if (cutList === null) return skip();
		const {source, observed} = await live();
		const before = new Set(observed.rows.keys());
		const good = arena.server.faults.refuse(arena.isListing, cutList);
		source.relist();
		await until(() =>
			expect(observed.of('fault').map(({message}) => message)).toContainEqual(
				expect.stringMatching(/Cannot list .*: only 0 of 7 are listed/),
			),
		);
		good();
		const key = arena.add();
		await until(() => expect([...observed.rows.keys()]).toContain(key));
		expect(new Set(observed.rows.keys())).toEqual(new Set([...before, key]));
		expect(observed.status).toBe('live');
	});

	test('does not count a kind as listed as long as its list lacks rows', async ({skip}) => {
		const {arena, watch} = stage();
		const {cutList} = arena;
		if (cutList === null) return skip();
		const good = arena.server.faults.refuse(arena.isListing, cutList);
		const {observed} = watch();
		const missing = () => observed.of('status').flatMap(status => status.missing ?? []);
		await until(() => expect(missing().map(({kind}) => kind)).toContain(arena.kind));
		good();
		await until(() => expect([...observed.rows.keys()]).toContain(arena.subject));
	});

	test('takes a list that always has the same rows as whole, whatever it counts', async ({skip}) => {
		const {arena, live, marked} = stage();
		if (arena.cutList === null) return skip();
		arena.server.faults.rewrite(arena.isListing, miscounted);
		const {source, observed} = await live();
		const faults = () =>
			observed
				.of('fault')
				.filter(({message}) => /Cannot list .* in full: \d+ of \d+ are listed/.test(message));
		await until(() => expect(faults()).toHaveLength(1));
		arena.mark('pushed');
		await marked(observed, 'pushed');
		const listings = () => observed.of('listed').filter(({kinds}) => kinds.includes(arena.kind)).length;
		const key = arena.add();
		await until(() => expect([...observed.rows.keys()]).toContain(key));
		const before = listings();
		arena.remove(arena.subject);
		source.relist();
		await until(() => expect(listings()).toBeGreaterThan(before));
		await until(() => expect([...observed.rows.keys()]).not.toContain(arena.subject));
		expect(observed.status).toBe('live');
		expect(faults()).toHaveLength(1);
	});

	test('reports what in a list is not a row once, with the kind that lacks it', async ({skip}) => {
		const {arena, live} = stage();
		if (arena.cutList === null) return skip();
		arena.server.faults.rewrite(arena.isListing, withOddEntries);
		const {source, observed} = await live();
		const listings = () => observed.of('listed').filter(({kinds}) => kinds.includes(arena.kind)).length;
		const faults = () => observed.of('fault').filter(({lacking}) => lacking === arena.kind);
		const before = {listings: listings(), faults: faults().length};
		source.relist();
		await until(() => expect(listings()).toBeGreaterThan(before.listings));
		expect(faults()).toHaveLength(before.faults);
		expect([...new Set(faults().map(({message}) => message))]).toEqual([
			expect.stringMatching(/^Cannot read an entry in the list of kind \w+: a resource without id or type/),
			expect.stringMatching(
				/^Cannot read an entry in the list of kind \w+: a resource that is not an object/,
			),
		]);
		expect([...observed.rows.keys()]).toContain(arena.subject);
	});

	test('does not take a list as whole that lacks other rows when it is read again', async ({skip}) => {
		const {arena, live} = stage();
		if (arena.cutList === null) return skip();
		const {source, observed} = await live();
		const key = arena.add();
		await until(() => expect([...observed.rows.keys()]).toContain(key));
		const before = [...observed.rows.keys()];
		let readings = 0;
		const good = arena.server.faults.rewrite(arena.isListing, body => {
			const {data, ...rest} = JSON.parse(miscounted(body));
			if (data.length < 2) return body;
			return JSON.stringify({...rest, data: readings++ % 2 === 0 ? data.slice(1) : data.slice(0, -1)});
		});
		source.relist();
		await until(() =>
			expect(observed.of('fault').map(({message}) => message)).toContainEqual(
				expect.stringMatching(/Cannot list .*: only \d+ of \d+ are listed/),
			),
		);
		expect([...observed.rows.keys()]).toEqual(before);
		good();
		await until(() => expect(observed.status).toBe('live'));
	});

	test('counts frames that the protocol does not allow, and goes on', async () => {
		const {arena, live, marked} = stage();
		const {observed} = await live();
		for (const frame of arena.malformed) arena.server.faults.inject(frame, arena.isStream);
		await until(() => expect(observed.of('fault').length).toBeGreaterThanOrEqual(arena.malformed.length));
		arena.mark('still there');
		await marked(observed, 'still there');
		expect(observed.status).toBe('live');
	});
};
