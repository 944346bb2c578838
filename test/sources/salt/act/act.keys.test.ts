import {expect, test} from 'vitest';
import {live, until} from '../scene.js';

test('accepts exactly the key that was meant, and sees the minion come up', async () => {
	const {act, lows, row, observed} = await live();
	const wide = expect.objectContaining({message: 'accepted new.example'});
	expect(await act('key/new.example', 'accept')).toEqual(wide);
	expect(lows('key.accept_dict')).toEqual([
		{client: 'wheel', fun: 'key.accept_dict', match: {minions_pre: ['new.example']}},
	]);
	await until(() => expect(row('key/new.example').state).toBe('accepted'));
	await until(() => expect(row('minion/new.example').state).toBe('up'));
	expect(observed.rows.has('eu//minion/new.example')).toBe(true);
});

test('rejects an accepted key, accepts it again, and deletes it with its minion', async () => {
	const {act, lows, row, observed, server} = await live();
	await act('key/web-b.example', 'reject');
	expect(lows('key.reject_dict')[0]).toMatchObject({
		match: {minions: ['web-b.example']},
		include_accepted: true,
	});
	await until(() => expect(row('key/web-b.example').state).toBe('rejected'));
	expect(observed.rows.has('eu//minion/web-b.example')).toBe(false);
	await act('key/web-b.example', 'accept');
	expect(lows('key.accept_dict')[0]).toMatchObject({
		match: {minions_rejected: ['web-b.example']},
		include_rejected: true,
	});
	await until(() => expect(row('minion/web-b.example').state).toBe('up'));
	await act('minion/web-b.example', 'delete-key');
	expect(lows('key.delete_dict')).toEqual([
		{client: 'wheel', fun: 'key.delete_dict', match: {minions: ['web-b.example']}},
	]);
	await until(() => expect(observed.rows.has('eu//minion/web-b.example')).toBe(false));
	await until(() => expect(server.master.keys.has('web-b.example')).toBe(true));
	await until(() => expect(row('key/web-b.example').state).toBe('pending'));
});

test('does not believe an answer that changed nothing', async () => {
	const {act, server} = await live();
	server.master.keys.delete('new.example');
	await expect(act('key/new.example', 'accept')).rejects.toThrow(/the master answered, and changed nothing/);
});
