import {expect, test} from 'vitest';
import {settle} from '../fake-clock.js';
import {broken, busy, forbidden, start, startLive, unreachable} from '../reflection.js';

test('a listing that finds no server is not a fault of what the server says', async () => {
	const {adapter, emitted} = start();
	adapter.opening.accept();
	await emitted();
	adapter.listing().fail(unreachable);
	expect(await emitted()).toEqual([`retrying | ${unreachable.message} | 1500`]);
});

test('a listing that fails is a fault, and is tried again with the stream left open', async () => {
	const {adapter, clock, emitted} = start();
	adapter.opening.accept();
	await emitted();
	adapter.listing().fail(broken);
	expect(await emitted()).toEqual([`fault ${broken.message}`, `retrying | ${broken.message} | 1500`]);
	await clock.pass(500);
	expect(adapter.lists).toHaveLength(2);
	adapter.listing().finish();
	expect(await emitted()).toEqual(['complete pod: ', 'live']);
	expect(adapter.openings).toHaveLength(1);
});

test('a listing that the server asks to put off is tried again no earlier', async () => {
	const {adapter, clock, emitted} = start();
	adapter.opening.accept();
	await emitted();
	adapter.listing().fail(busy);
	expect((await emitted()).at(-1)).toBe(`retrying | ${busy.message} | ${clock.now() + 7000}`);
	await clock.pass(6999);
	expect(adapter.lists).toHaveLength(1);
	await clock.pass(1);
	expect(adapter.lists).toHaveLength(2);
});

test('a kind that fails once holds the others back only for its next tries', async () => {
	const {adapter, clock, emitted} = start({kinds: ['pod', 'node']});
	adapter.opening.accept();
	await settle();
	adapter.listing('node').finish();
	adapter.listing('pod').fail(broken);
	expect((await emitted()).at(-1)).not.toBe('live');
	await clock.pass(500);
	adapter.listing('pod').fail(broken);
	await clock.pass(1000);
	expect(await emitted()).not.toContain('live');
	adapter.listing('pod').fail(broken);
	expect((await emitted()).at(-1)).toBe('live');
	await clock.pass(2000);
	adapter.listing('pod').finish();
	// Live again: nothing is missing any more.
	expect(await emitted()).toEqual(['complete pod: ', 'live']);
});

test('a kind is not kept waiting by those that are asked for again and again', async () => {
	const polled = ['a', 'b', 'c', 'd'];
	const {adapter} = start({kinds: [...polled, 'last']});
	adapter.opening.accept();
	await settle();
	adapter.opening.emit({type: 'due', kinds: polled});
	for (const kind of polled) adapter.listing(kind).finish();
	await settle();
	expect(adapter.lists.flatMap(({kinds}) => kinds)).toContain('last');
});

test('a kind that may not be listed does not hold the others back, and is asked for again rarely', async () => {
	const {adapter, clock, emitted} = start({kinds: ['pod', 'secret']});
	adapter.opening.accept();
	await settle();
	adapter.listing('secret').fail(forbidden);
	adapter.listing('pod').finish();
	const events = await emitted();
	expect(events).toContain(`fault ${forbidden.message}`);
	expect(events.at(-1)).toBe('live');
	await clock.pass(59_999);
	expect(adapter.lists).toHaveLength(2);
	await clock.pass(1);
	adapter.listing('secret').fail(forbidden);
	expect(await emitted()).toEqual([]);
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
	const {adapter, emitted} = start({kinds: ['minion', 'key']});
	adapter.grouped = true;
	adapter.opening.accept();
	await settle();
	adapter.listing('key').finish();
	expect(await emitted()).toContain('complete minion,key: ');
});

test('a kind whose changes are lost while its listing is put off is not taken for complete', async () => {
	const {adapter, reflection, emitted} = await startLive();
	reflection.relist();
	await settle();
	adapter.listing().fail(busy);
	expect(await emitted()).toEqual([`fault ${busy.message}`]);
	adapter.opening.emit({type: 'lost', kinds: ['pod'], message: 'too old'});
	expect((await emitted()).at(-1)).toMatch(/^retrying/);
});

test('kinds that all fail are tried about as often as one of them would be, and all at once when one works', async () => {
	const kinds = Array.from({length: 10}, (_none, index) => `kind-${index}`);
	const {adapter, clock, emitted} = start({kinds});
	adapter.opening.accept();
	await settle();
	let answered = 0;
	const answerAll = async (answer: (call: (typeof adapter.lists)[number]) => void) => {
		while (answered < adapter.lists.length) {
			for (const call of adapter.lists.slice(answered)) {
				answered++;
				answer(call);
			}

			await settle();
		}
	};

	const failFor = async (seconds: number) => {
		for (let second = 0; second < seconds; second++) {
			await clock.pass(1000);
			await answerAll(call => call.fail(broken));
		}
	};

	await failFor(600);
	const before = adapter.lists.length;
	await failFor(600);
	// One alone is tried each 15 s.
	expect(adapter.lists.length - before).toBeLessThanOrEqual(60);
	while (answered === adapter.lists.length) await clock.pass(1000);
	await answerAll(call => call.finish());
	expect((await emitted()).at(-1)).toBe('live');
});
