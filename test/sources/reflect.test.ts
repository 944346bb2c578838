import {getEventListeners} from 'node:events';
import {afterEach, expect, test} from 'vitest';
import {RefusedError, ServerError, UnreachableError} from '../../source/model/errors.ts';
import type {SourceEvent} from '../../source/model/source.ts';
import {type ReflectOptions, reflect} from '../../source/sources/reflect.ts';
import {createBackoff} from '../../source/transport/backoff.ts';
import {FakeAdapter, resource} from './fake-adapter.ts';
import {FakeClock, settle} from './fake-clock.ts';

const account = {attempted: 'Cannot list', target: 'https://r', answer: 'it broke'};
const unreachable = new UnreachableError(account);
const refused = new RefusedError({...account, answer: 'HTTP 401'});
const broken = new ServerError(account, 500, '');
const forbidden = new ServerError({...account, answer: 'HTTP 403'}, 403, '');

const short = (event: SourceEvent): string => {
	if (event.type === 'status')
		return [event.status, event.message, event.retryAt].filter(Boolean).join(' | ');
	if (event.type === 'changed') {
		return `${event.listed ? 'listed' : 'changed'} ${event.resource.id} ${event.resource.state}`;
	}

	if (event.type === 'removed') return `removed ${event.key.split('/').at(-1)}`;
	if (event.type === 'listed') {
		return `complete ${event.kinds.join()}: ${[...event.keys].map(key => key.split('/').at(-1)).sort()}`;
	}

	if (event.type === 'gap') return `gap ${event.from}-${event.to}`;
	return event.type === 'fault' ? `fault ${event.message}` : event.type;
};

const controllers: AbortController[] = [];
afterEach(() => {
	for (const controller of controllers.splice(0)) controller.abort();
});

const start = (more: Partial<ReflectOptions> = {}) => {
	const adapter = new FakeAdapter();
	const clock = new FakeClock();
	const controller = new AbortController();
	controllers.push(controller);
	const events: SourceEvent[] = [];
	const reflection = reflect({
		source: 's',
		scope: 'c1',
		kinds: ['pod'],
		adapter,
		tell: event => events.push(event),
		signal: controller.signal,
		backoff: () => createBackoff({random: () => 0}),
		clock,
		...more,
	});
	/** What was told since the last time. */
	const told = async () => {
		await settle();
		return events.splice(0).map(short);
	};

	return {adapter, clock, controller, events, reflection, told};
};

/** Live, with the pods a and b. */
const startLive = async (more: Partial<ReflectOptions> = {}) => {
	const all = start(more);
	all.adapter.opening.accept();
	await settle();
	all.adapter.listing().page(resource('a'), resource('b'));
	all.adapter.listing().finish();
	await all.told();
	return all;
};

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

test('after a cut: retry, gap from the last sign of life, a new listing, live', async () => {
	const {adapter, clock, told} = await startLive();
	await clock.pass(5000);
	adapter.opening.tell({type: 'heartbeat'});
	await clock.pass(3000);
	adapter.opening.end();
	expect(await told()).toEqual([
		'heartbeat',
		'retrying | the server ended the stream; connecting again | 9500',
	]);
	await clock.pass(500);
	adapter.opening.accept();
	expect(await told()).toEqual(['connecting | opening the stream', 'connecting | listing']);
	adapter.listing().page(resource('b', 'gone on'));
	adapter.listing().finish();
	expect(await told()).toEqual(['gap 6000-9500', 'listed b gone on', 'complete pod: b', 'live']);
});

test('no gap is told as long as the server tells nothing: it may not be there', async () => {
	const {adapter, clock, told} = await startLive();
	await clock.pass(1000);
	adapter.opening.end();
	await clock.pass(500);
	adapter.opening.accept();
	await clock.pass(1000);
	adapter.opening.end();
	expect((await told()).filter(text => text.startsWith('gap'))).toEqual([]);
});

test('a gap lasts until a listing is complete, however many streams that takes', async () => {
	const {adapter, clock, told} = await startLive();
	await clock.pass(1000);
	adapter.opening.end();
	await clock.pass(500);
	adapter.opening.accept();
	await clock.pass(200);
	adapter.opening.tell({type: 'heartbeat'});
	adapter.opening.end();
	await told();
	await clock.pass(1000);
	adapter.opening.accept();
	await told();
	adapter.listing().finish();
	expect(await told()).toContain('gap 1000-3700');
});

test('the gap is told before the first event of a new stream, even one that comes before it is known to be open', async () => {
	const {adapter, clock, told} = await startLive();
	adapter.opening.end();
	await clock.pass(500);
	await told();
	adapter.opening.tell({type: 'removed', key: resource('a').key});
	adapter.opening.accept();
	expect(await told()).toEqual(['gap 1000-1500', 'removed a', 'connecting | listing']);
});

test.each([
	['a change', {type: 'changed', resource: resource('a', 'new')} as const, 'complete pod: a,b'],
	['a removal', {type: 'removed', key: resource('a').key} as const, 'complete pod: b'],
])('%s while listing wins over what the listing says later', async (_title, event, complete) => {
	const {adapter, told} = start();
	adapter.opening.accept();
	await settle();
	adapter.opening.tell(event);
	await told();
	adapter.listing().page(resource('a', 'old'), resource('b'));
	adapter.listing().finish();
	expect(await told()).toEqual(['listed b running', complete, 'live']);
});

test.each([
	[
		'a change',
		{type: 'changed', resource: resource('a', 'new')} as const,
		'changed a new',
		'complete pod: a',
	],
	['a removal', {type: 'removed', key: resource('a').key} as const, 'removed a', 'complete pod: '],
])('%s while listing wins over what the listing said before', async (_title, event, word, complete) => {
	const {adapter, told} = start();
	adapter.opening.accept();
	await settle();
	adapter.listing().page(resource('a', 'old'));
	adapter.opening.tell(event);
	adapter.listing().finish();
	expect((await told()).slice(-4)).toEqual(['listed a old', word, complete, 'live']);
});

test('what was removed and made again while listing is there', async () => {
	const {adapter, told} = start();
	adapter.opening.accept();
	await settle();
	adapter.opening.tell({type: 'removed', key: resource('a').key});
	adapter.opening.tell({type: 'changed', resource: resource('a', 'new')});
	adapter.listing().finish();
	expect(await told()).toContain('complete pod: a');
});

test('of a resource first heard of before its listing, it is not known when it changed', async () => {
	const {adapter, told} = start();
	adapter.opening.accept();
	await told();
	adapter.opening.tell({type: 'changed', resource: resource('a', 'one')});
	adapter.opening.tell({type: 'changed', resource: resource('a', 'two')});
	expect(await told()).toEqual(['listed a one', 'changed a two']);
});

test('a page of a session that is over is not told', async () => {
	const {adapter, told} = start();
	adapter.opening.accept();
	await settle();
	const listing = adapter.listing();
	adapter.opening.end();
	await told();
	listing.page(resource('a'));
	listing.finish();
	expect(await told()).toEqual([]);
	expect(listing.signal.aborted).toBe(true);
});

test('silence breaks the stream', async () => {
	const {adapter, clock, told} = await startLive({silenceMs: 10_000});
	await clock.pass(9000);
	adapter.opening.tell({type: 'heartbeat'});
	await clock.pass(9000);
	expect(await told()).toEqual(['heartbeat']);
	await clock.pass(3500);
	const [status] = await told();
	expect(status).toMatch(/^retrying \| Cannot follow changes \(s, c1\): nothing was heard for 10 s/);
	expect(adapter.openings[0]?.signal.aborted).toBe(true);
});

test('refused credentials wait for a minute, say so, and are then taken', async () => {
	const {adapter, clock, told} = start();
	adapter.opening.refuse(refused);
	const statuses = await told();
	expect(statuses.at(-1)).toBe(`refused | ${refused.message} | 61000`);
	await clock.pass(59_999);
	expect(adapter.openings).toHaveLength(1);
	await clock.pass(1);
	adapter.opening.accept();
	await settle();
	adapter.listing().finish();
	expect((await told()).at(-1)).toBe('live');
});

test.each([
	['a listing', (adapter: FakeAdapter) => adapter.listing().fail(refused)],
	['the stream', (adapter: FakeAdapter) => adapter.opening.end(refused)],
])('credentials that %s refuses end the session', async (_title, refuse) => {
	const {adapter, told} = start();
	adapter.opening.accept();
	await settle();
	refuse(adapter);
	expect((await told()).at(-1)).toMatch(/^refused/);
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

test('a listing that finds no server is no fault of what the server says', async () => {
	const {adapter, told} = start();
	adapter.opening.accept();
	await told();
	adapter.listing().fail(unreachable);
	expect(await told()).toEqual([`retrying | ${unreachable.message} | 1500`]);
});

test('a listing that fails is a fault, and is tried again with the stream left open', async () => {
	const {adapter, clock, told} = start();
	adapter.opening.accept();
	await told();
	adapter.listing().fail(broken);
	expect(await told()).toEqual([`fault ${broken.message}`, `retrying | ${broken.message} | 1500`]);
	await clock.pass(500);
	expect(adapter.lists).toHaveLength(2);
	adapter.listing().finish();
	expect(await told()).toEqual(['complete pod: ', 'live']);
	expect(adapter.openings).toHaveLength(1);
});

test('a kind that fails once holds the others back only for its next tries', async () => {
	const {adapter, clock, told} = start({kinds: ['pod', 'node']});
	adapter.opening.accept();
	await settle();
	adapter.listing('node').finish();
	adapter.listing('pod').fail(broken);
	expect((await told()).at(-1)).not.toBe('live');
	await clock.pass(500);
	adapter.listing('pod').fail(broken);
	await clock.pass(1000);
	expect(await told()).not.toContain('live');
	adapter.listing('pod').fail(broken);
	expect((await told()).at(-1)).toBe('live');
	await clock.pass(2000);
	adapter.listing('pod').finish();
	// Live anew: nothing is missing any more.
	expect(await told()).toEqual(['complete pod: ', 'live']);
});

test('a kind that may not be listed does not hold the others back, and is asked for again rarely', async () => {
	const {adapter, clock, told} = start({kinds: ['pod', 'secret']});
	adapter.opening.accept();
	await settle();
	adapter.listing('secret').fail(forbidden);
	adapter.listing('pod').finish();
	const events = await told();
	expect(events).toContain(`fault ${forbidden.message}`);
	expect(events.at(-1)).toBe('live');
	await clock.pass(59_999);
	expect(adapter.lists).toHaveLength(2);
	await clock.pass(1);
	adapter.listing('secret').fail(forbidden);
	expect(await told()).toEqual([]);
	expect(adapter.lists).toHaveLength(3);
});

test('at most four listings run at once', async () => {
	const {adapter} = start({kinds: ['a', 'b', 'c', 'd', 'e', 'f']});
	adapter.opening.accept();
	await settle();
	expect(adapter.lists).toHaveLength(4);
	adapter.listing('a').finish();
	await settle();
	expect(adapter.lists).toHaveLength(5);
});

test('kinds that belong together are listed by one call', async () => {
	const {adapter, told} = start({kinds: ['minion', 'key']});
	adapter.grouped = true;
	adapter.opening.accept();
	await settle();
	adapter.listing('key').finish();
	expect(await told()).toContain('complete minion,key: ');
});

test('listing anew on request leaves the stream, the status and the time alone', async () => {
	const {adapter, reflection, told} = await startLive();
	reflection.relist();
	await settle();
	adapter.opening.tell({type: 'changed', resource: resource('b', 'new')});
	adapter.listing().page(resource('b', 'old'));
	adapter.listing().finish();
	expect(await told()).toEqual(['changed b new', 'complete pod: b']);
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

test('the sweep lists anew from time to time', async () => {
	const {adapter, clock, told} = await startLive({sweepMs: 60_000});
	await clock.pass(60_000);
	adapter.listing().page(resource('b'));
	adapter.listing().finish();
	expect(await told()).toEqual(['listed b running', 'complete pod: b']);
	await clock.pass(60_000);
	expect(adapter.lists).toHaveLength(3);
});

test('the stream is renewed before the server cuts it: no waiting, no failure, but a gap', async () => {
	const {adapter, clock, told} = await startLive({renewMs: 3_600_000});
	await clock.pass(3_599_000);
	adapter.opening.tell({type: 'heartbeat'});
	await clock.pass(1000);
	expect(adapter.openings[0]?.signal.aborted).toBe(true);
	adapter.opening.accept();
	expect(await told()).toEqual(['heartbeat', 'connecting | opening the stream', 'connecting | listing']);
	adapter.listing().finish();
	expect(await told()).toEqual(['gap 3600000-3601000', 'complete pod: ', 'live']);
});

test('a kind that is shown is listed and followed; the others stay live', async () => {
	const {adapter, reflection, told} = await startLive();
	reflection.show(['pod', 'secret']);
	await settle();
	expect(adapter.lists.map(({kinds}) => kinds)).toEqual([['pod'], ['secret']]);
	adapter.opening.tell({type: 'changed', resource: resource('x', 'one', 'secret')});
	adapter.listing('secret').finish();
	await settle();
	adapter.opening.tell({type: 'changed', resource: resource('x', 'two', 'secret')});
	expect(await told()).toEqual(['listed x one', 'complete secret: x', 'changed x two']);
	reflection.show(['secret']);
	expect(adapter.lists).toHaveLength(2);
});

test('a kind that was shown before the stream is open is listed with the rest', async () => {
	const {adapter, reflection} = start();
	reflection.show(['secret']);
	expect([...adapter.opening.kinds]).toEqual(['pod', 'secret']);
	adapter.opening.accept();
	await settle();
	expect(adapter.lists.map(({kinds}) => kinds)).toEqual([['pod'], ['secret']]);
});

test('a stream that covers only the kinds it was opened with is told of a new one before that is listed', async () => {
	const {adapter, reflection} = start();
	const added: string[] = [];
	adapter.opening.accept({
		add: async kinds => {
			added.push(`${kinds} after ${adapter.lists.length} listings`);
		},
	});
	await settle();
	adapter.listing().finish();
	reflection.show(['secret']);
	await settle();
	expect(added).toEqual(['secret after 1 listings']);
	expect(adapter.lists).toHaveLength(2);
});

test('list first: each kind is watched from the revision of its listing, once', async () => {
	const {adapter, reflection} = start({kinds: ['pod', 'node']});
	const followed: string[] = [];
	adapter.opening.accept({follow: (kinds, revision) => followed.push(`${kinds} from ${revision}`)});
	await settle();
	adapter.listing('node').finish('7');
	adapter.listing('pod').finish('8');
	await settle();
	reflection.relist();
	adapter.listing('pod').finish('9');
	await settle();
	expect(followed.sort()).toEqual(['node from 7', 'pod from 8']);
});

test('list first: without a revision it is watched from now and listed once more before it is live', async () => {
	const {adapter, told} = start();
	const followed: (string | null)[] = [];
	adapter.opening.accept({follow: (_kinds, revision) => followed.push(revision)});
	await settle();
	adapter.listing().finish('');
	expect((await told()).at(-1)).toBe('complete pod: ');
	expect(followed).toEqual([null]);
	adapter.listing().finish(null);
	expect(await told()).toEqual(['complete pod: ', 'live']);
	expect(followed).toEqual([null]);
});

test('a watch that was lost is a gap: its kind is listed anew and followed from there', async () => {
	const {adapter, clock, told} = start({kinds: ['pod', 'node']});
	const followed: string[] = [];
	adapter.opening.accept({follow: (kinds, revision) => followed.push(`${kinds} from ${revision}`)});
	await settle();
	adapter.listing('node').finish('1');
	adapter.listing('pod').finish('2');
	await told();
	await clock.pass(1000);
	adapter.opening.tell({type: 'lost', kinds: ['pod'], message: 'the revision is too old'});
	expect(await told()).toEqual(['gap 2000-2000', 'connecting | the revision is too old']);
	await clock.pass(500);
	adapter.listing('pod').finish('9');
	expect(await told()).toEqual(['complete pod: ', 'live']);
	expect(followed).toEqual(['node from 1', 'pod from 2', 'pod from 9']);
	expect(adapter.lists).toHaveLength(3);
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
