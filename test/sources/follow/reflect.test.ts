import {getEventListeners} from 'node:events';
import {expect, test} from 'vitest';
import {resource} from '../fake-adapter.js';
import {settle} from '../fake-clock.js';
import {broken, start, startLive, unreachable} from '../reflection.js';

test('the first snapshot: page by page, then complete, then live, without a gap', async () => {
	const {adapter, told} = start();
	expect(await told()).toEqual(['connecting | opening the stream']);
	adapter.opening.accept();
	expect(await told()).toEqual(['connecting | listing']);
	adapter.listing().page(resource('a'));
	expect(await told()).toEqual(['listed a running']);
	adapter.listing().page(resource('b'));
	adapter.listing().finish();
	expect(await told()).toEqual(['listed b running', 'complete pod: a,b', 'live']);
});

test('changes, removals, heartbeats and faults are passed on in order', async () => {
	const {adapter, told} = await startLive();
	const {tell} = adapter.opening;
	tell({type: 'changed', resource: resource('a', 'stopping')});
	tell({type: 'heartbeat'});
	tell({type: 'fault', message: 'odd frame'});
	tell({type: 'removed', key: resource('a').key});
	expect(await told()).toEqual(['changed a stopping', 'heartbeat', 'fault odd frame', 'removed a']);
});

test('a kind that nobody wants is dropped', async () => {
	const {adapter, told} = await startLive();
	adapter.opening.tell({type: 'changed', resource: resource('x', 'active', 'secret')});
	expect(await told()).toEqual([]);
});

test('an abort resolves within a tick, from any state, and nothing stays', async () => {
	for (const advance of [
		async () => undefined,
		async ({adapter}: ReturnType<typeof start>) => adapter.opening.accept(),
		async ({adapter}: ReturnType<typeof start>) => adapter.opening.refuse(unreachable),
		async ({adapter}: ReturnType<typeof start>) => {
			adapter.opening.accept();
			await settle();
			adapter.listing().fail(broken);
		},
	]) {
		const all = start({silenceMs: 1000, sweepMs: 1000, renewMs: 1000});
		await advance(all);
		await all.told();
		all.controller.abort();
		const finished: string[] = [];
		void all.reflection.done.then(() => finished.push('done'));
		expect(await all.told()).toEqual([]);
		expect(finished).toEqual(['done']);
		expect(all.clock.pending).toBe(0);
		expect(getEventListeners(all.controller.signal, 'abort')).toEqual([]);
	}
});

test('nothing is told after the abort', async () => {
	const {adapter, controller, told} = await startLive();
	controller.abort();
	adapter.opening.tell({type: 'changed', resource: resource('a', 'late')});
	expect(await told()).toEqual([]);
});

test('ten reconnects leave as many timers and listeners as one', async () => {
	const {adapter, clock, controller} = await startLive({silenceMs: 1e9, sweepMs: 1e9, renewMs: 1e9});
	const before = [clock.pending, getEventListeners(controller.signal, 'abort').length];
	for (let count = 0; count < 10; count++) {
		adapter.opening.end();
		await clock.pass(30_000);
		adapter.opening.accept();
		await settle();
		adapter.listing().finish();
		await settle();
	}

	expect(adapter.openings).toHaveLength(11);
	expect([clock.pending, getEventListeners(controller.signal, 'abort').length]).toEqual(before);
});
