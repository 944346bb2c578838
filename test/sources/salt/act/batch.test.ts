import {expect, test} from 'vitest';
import {createBatches} from '../../../../source/sources/salt/act/batch.js';

test('equal actions are gathered into one call, also with numbers beyond 2^53', async () => {
	const calls: unknown[] = [];
	const run = createBatches<{readonly order: bigint}>(async (ids, name, input) => {
		calls.push([ids, name, input]);
		return {message: null, follow: false};
	});
	const {signal} = new AbortController();
	const order = 1234567890123456789n;
	await Promise.all([
		run('web-a', 'release', {order}, signal),
		run('web-b', 'release', {order}, signal),
		run('web-c', 'release', {order: order + 1n}, signal),
	]);

	expect(calls).toEqual([
		[['web-a', 'web-b'], 'release', {order}],
		[['web-c'], 'release', {order: order + 1n}],
	]);
});
