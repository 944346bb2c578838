import {expect, test} from 'vitest';
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
		const {observed} = await live();
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
