import {expect, test} from 'vitest';
import {type Stage, until} from './stage.js';

/** Credentials that are not taken are reported as such, and none is ever seen outside. */
export const keepsCredentials = (stage: () => Stage): void => {
	test('says that wrong credentials are refused, and shows no row', async () => {
		const {arena, watch} = stage();
		const credentials = async () => arena.wrongCredentials;
		const {observed} = watch({...arena.config, credentials});
		await until(() => expect(observed.status).toBe('refused'));
		expect(observed.message).not.toBe('');
		expect(observed.rows.size).toBe(0);
	});

	test('says that credentials are refused any longer, and recovers with good ones', async () => {
		const {arena, live} = stage();
		const {source, observed} = await live();
		const restore = arena.expire();
		arena.server.faults.cut(arena.isStream);
		await until(() => expect(observed.status).toBe('refused'));
		expect([...observed.rows.keys()]).toContain(arena.subject);
		restore();
		// As a person does: what was refused is not sent again by itself.
		source.relist();
		await until(() => expect(observed.status).toBe('live'));
	});

	test('lets no credential out, in no event and no error', async () => {
		const {arena, live, subjectOf} = stage();
		const {source, observed} = await live();
		const resource = subjectOf(observed);
		arena.expire();
		arena.server.faults.cut(arena.isStream);
		await until(() => expect(observed.status).toBe('refused'));
		const error: unknown = await source
			.object(resource, new AbortController().signal)
			.then(String, (reason: unknown) => reason);
		const seen = JSON.stringify(observed.events) + String(error) + JSON.stringify(error);
		for (const secret of arena.secrets) expect(seen).not.toContain(secret);
	});
};
