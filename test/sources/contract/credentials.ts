import {expect, test} from 'vitest';
import {type Stage, until} from './stage.js';

/** Credentials that are not taken are told as such, and none is ever seen outside. */
export const keepsCredentials = (stage: () => Stage): void => {
	test('says that wrong credentials are refused, and shows no row', async () => {
		const {arena, watch} = stage();
		const credentials = async () => arena.wrongCredentials;
		const {told} = watch({...arena.config, credentials});
		await until(() => expect(told.status).toBe('refused'));
		expect(told.message).not.toBe('');
		expect(told.rows.size).toBe(0);
	});

	test('says that credentials are refused any longer, and recovers with good ones', async () => {
		const {arena, live} = stage();
		const {source, told} = await live();
		const restore = arena.expire();
		arena.server.faults.cut(arena.isStream);
		await until(() => expect(told.status).toBe('refused'));
		expect([...told.rows.keys()]).toContain(arena.subject);
		restore();
		// As a person does: what was refused is not sent again by itself.
		source.relist();
		await until(() => expect(told.status).toBe('live'));
	});

	test('lets no credential out, in no event and no error', async () => {
		const {arena, live, subjectOf} = stage();
		const {source, told} = await live();
		const resource = subjectOf(told);
		arena.expire();
		arena.server.faults.cut(arena.isStream);
		await until(() => expect(told.status).toBe('refused'));
		const error: unknown = await source
			.object(resource, new AbortController().signal)
			.then(String, (reason: unknown) => reason);
		const seen = JSON.stringify(told.events) + String(error) + JSON.stringify(error);
		for (const secret of arena.secrets) expect(seen).not.toContain(secret);
	});
};
