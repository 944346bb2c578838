import {getEventListeners} from 'node:events';
import {expect, test} from 'vitest';
import {resource} from '../fake-adapter.js';
import {settle} from '../fake-clock.js';
import {broken, start, startLive, unreachable} from '../reflection.js';

test('the first snapshot: page by page, then complete, then live, without a gap', async () => {
	const {adapter, emitted} = start();
	expect(await emitted()).toEqual(['connecting | opening the stream']);
	adapter.opening.accept();
	expect(await emitted()).toEqual(['connecting | listing']);
	adapter.listing().page(resource('a'));
	expect(await emitted()).toEqual(['listed a running']);
	adapter.listing().page(resource('b'));
	adapter.listing().finish();
	expect(await emitted()).toEqual(['listed b running', 'complete pod: a,b', 'live']);
});

test('changes, removals, heartbeats and faults are passed on in order', async () => {
	const {adapter, emitted} = await startLive();
	const {emit} = adapter.opening;
	emit({type: 'changed', resource: resource('a', 'stopping')});
	emit({type: 'heartbeat'});
	emit({type: 'fault', message: 'odd frame'});
	emit({type: 'removed', key: resource('a').key});
	expect(await emitted()).toEqual(['changed a stopping', 'heartbeat', 'fault odd frame', 'removed a']);
});

test('a kind that nobody wants is dropped', async () => {
	const {adapter, emitted} = await startLive();
	adapter.opening.emit({type: 'changed', resource: resource('x', 'active', 'secret')});
	expect(await emitted()).toEqual([]);
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
		await all.emitted();
		all.controller.abort();
		const finished: string[] = [];
		void all.reflection.done.then(() => finished.push('done'));
		expect(await all.emitted()).toEqual([]);
		expect(finished).toEqual(['done']);
		expect(all.clock.pending).toBe(0);
		expect(getEventListeners(all.controller.signal, 'abort')).toEqual([]);
	}
});

test('nothing is reported after the abort', async () => {
	const {adapter, controller, emitted} = await startLive();
	controller.abort();
	adapter.opening.emit({type: 'changed', resource: resource('a', 'late')});
	expect(await emitted()).toEqual([]);
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
