import {expect, test} from 'vitest';
import {resource} from '../fake-adapter.js';
import {settle} from '../fake-clock.js';
import {refused, start, startLive} from '../reflection.js';

test('listing again on request leaves the stream, the status and the time alone', async () => {
	const {adapter, reflection, emitted} = await startLive();
	reflection.relist();
	await settle();
	adapter.opening.emit({type: 'changed', resource: resource('b', 'new')});
	adapter.listing().page(resource('b', 'old'));
	adapter.listing().finish();
	expect(await emitted()).toEqual(['changed b new', 'complete pod: b']);
	expect(adapter.openings).toHaveLength(1);
});

test('a request while a listing runs makes one more', async () => {
	const {adapter, reflection} = await startLive();
	reflection.relist();
	reflection.relist();
	reflection.relist();
	adapter.listing().finish();
	await settle();
	adapter.listing().finish();
	await settle();
	expect(adapter.lists).toHaveLength(3);
});

test('a request while waiting tries now', async () => {
	const {adapter, reflection, clock} = start();
	adapter.opening.refuse(refused);
	await settle();
	reflection.relist();
	await settle();
	expect(adapter.openings).toHaveLength(2);
	expect(clock.pending).toBe(0);
});

test('the sweep lists again from time to time', async () => {
	const {adapter, clock, emitted} = await startLive({sweepMs: 60_000});
	await clock.pass(60_000);
	adapter.listing().page(resource('b'));
	adapter.listing().finish();
	expect(await emitted()).toEqual(['listed b running', 'complete pod: b']);
	await clock.pass(60_000);
	expect(adapter.lists).toHaveLength(3);
});
