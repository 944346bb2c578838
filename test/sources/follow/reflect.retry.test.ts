import {expect, test} from 'vitest';
import {type FakeAdapter, resource} from '../fake-adapter.js';
import {settle} from '../fake-clock.js';
import {busy, refused, start, startLive, unreachable} from '../reflection.js';

test('silence breaks the stream', async () => {
	const {adapter, clock, emitted} = await startLive({silenceMs: 10_000});
	await clock.pass(9000);
	adapter.opening.emit({type: 'heartbeat'});
	await clock.pass(9000);
	expect(await emitted()).toEqual(['heartbeat']);
	await clock.pass(3500);
	const [status] = await emitted();
	expect(status).toMatch(/^retrying \| Cannot follow changes: nothing was heard for 10 s \(s, c1\)/);
	expect(adapter.openings[0]?.signal.aborted).toBe(true);
});

test('answers to questions beside the stream do not break the silence, nor prove the other rows true', async () => {
	const {adapter, clock, emitted} = await startLive({silenceMs: 10_000});
	await clock.pass(4000);
	adapter.opening.emit({type: 'heartbeat'});
	await clock.pass(4000);
	adapter.opening.emit({type: 'changed', resource: resource('a'), asked: true});
	await clock.pass(4000);
	adapter.opening.emit({type: 'removed', key: resource('a').key, asked: true});
	await clock.pass(4500);
	const [, , , broken] = await emitted();
	expect(broken).toMatch(/^retrying .* nothing was heard for 10 s/);
	adapter.opening.accept();
	await settle();
	adapter.listing().finish();
	expect((await emitted()).find(text => text.startsWith('gap'))).toMatch(/^gap 5000-/);
});

test('refused credentials wait for a minute, say so, and are then taken', async () => {
	const {adapter, clock, emitted} = start();
	adapter.opening.refuse(refused);
	const statuses = await emitted();
	expect(statuses.at(-1)).toBe(`refused | ${refused.message} | 61000`);
	await clock.pass(59_999);
	expect(adapter.openings).toHaveLength(1);
	await clock.pass(1);
	adapter.opening.accept();
	await settle();
	adapter.listing().finish();
	expect((await emitted()).at(-1)).toBe('live');
});

test.each([
	['a listing', (adapter: FakeAdapter) => adapter.listing().fail(refused)],
	['the stream', (adapter: FakeAdapter) => adapter.opening.end(refused)],
])('credentials that %s refuses end the session', async (_title, refuse) => {
	const {adapter, emitted} = start();
	adapter.opening.accept();
	await settle();
	refuse(adapter);
	expect((await emitted()).at(-1)).toMatch(/^refused/);
	expect(adapter.opening.signal.aborted).toBe(true);
});

test('a stream that cannot be opened or dies at birth backs off, ever longer', async () => {
	const {adapter, clock} = start();
	const waits: number[] = [];
	let before = clock.now();
	for (let count = 0; count < 6; count++) {
		if (count % 2 === 0) adapter.opening.refuse(unreachable);
		else {
			adapter.opening.accept();
			adapter.opening.end();
		}

		const tries = adapter.openings.length;
		while (adapter.openings.length === tries) await clock.pass(500);
		waits.push(clock.now() - before);
		before = clock.now();
	}

	expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 15_000]);
});

test.each([
	['after a short life the delay grows', 119_000, 2000],
	['after two healthy minutes the delay is small again', 120_000, 500],
])('%s', async (_title, livedMs, delayMs) => {
	const {adapter, clock, events} = start();
	adapter.opening.refuse(unreachable);
	await clock.pass(500);
	adapter.opening.refuse(unreachable);
	await clock.pass(1000);
	adapter.opening.accept();
	await settle();
	adapter.listing().finish();
	await clock.pass(livedMs);
	adapter.opening.end();
	await settle();
	const last = events.findLast(event => event.type === 'status');
	expect(last).toMatchObject({status: 'retrying', retryAt: clock.now() + delayMs});
});

test.each([
	['refuses the stream', (adapter: FakeAdapter) => adapter.opening.refuse(busy)],
	['ends the stream', (adapter: FakeAdapter) => adapter.opening.end(busy)],
])('a server that %s and asks to be left alone is, and says until when', async (_title, fail) => {
	const {adapter, clock, emitted, reflection} = start();
	if (_title === 'ends the stream') adapter.opening.accept();
	fail(adapter);
	expect((await emitted()).at(-1)).toBe(`retrying | ${busy.message} | ${clock.now() + 7000}`);
	reflection.wake();
	await clock.pass(6999);
	expect(adapter.openings).toHaveLength(1);
	await clock.pass(1);
	expect(adapter.openings).toHaveLength(2);
});

test('a longer delay of our own is not shortened by what the server asks for', async () => {
	const {adapter, clock} = start({backoff: () => ({next: () => 20_000})});
	adapter.opening.refuse(busy);
	await clock.pass(19_999);
	expect(adapter.openings).toHaveLength(1);
	await clock.pass(1);
	expect(adapter.openings).toHaveLength(2);
});

test('a person need not wait for as long as the server asks', async () => {
	const {adapter, reflection} = start();
	adapter.opening.refuse(busy);
	await settle();
	reflection.relist();
	await settle();
	expect(adapter.openings).toHaveLength(2);
});

test('who ends it on hearing of a refusal does not wait for the next try', async () => {
	const controller = new AbortController();
	const {adapter, clock, reflection} = start({
		signal: controller.signal,
		emit(event) {
			if (event.type === 'status' && event.status === 'refused') controller.abort();
		},
	});
	adapter.opening.refuse(refused);
	await reflection.done;
	expect(clock.pending).toBe(0);
});
