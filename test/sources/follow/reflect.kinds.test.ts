import {expect, test} from 'vitest';
import {resource} from '../fake-adapter.js';
import {settle} from '../fake-clock.js';
import {broken, forbidden, start, startLive} from '../reflection.js';

test('a kind that is shown is listed and followed; the others stay live', async () => {
	const {adapter, reflection, emitted} = await startLive();
	reflection.show(['pod', 'secret']);
	await settle();
	expect(adapter.lists.map(({kinds}) => kinds)).toEqual([['pod'], ['secret']]);
	adapter.opening.emit({type: 'changed', resource: resource('x', 'one', 'secret')});
	adapter.listing('secret').finish();
	await settle();
	adapter.opening.emit({type: 'changed', resource: resource('x', 'two', 'secret')});
	expect(await emitted()).toEqual(['listed x one', 'complete secret: x', 'changed x two']);
	reflection.show(['secret']);
	expect(adapter.lists).toHaveLength(2);
});

test('of a kind that may not be listed a row that is gone is forgotten: the next of its key is a first sight', async () => {
	const {adapter, events} = start({kinds: ['pod', 'node']});
	adapter.opening.accept();
	await settle();
	adapter.listing('node').finish();
	adapter.listing('pod').fail(forbidden);
	await settle();
	const one = resource('x', 'one', 'pod');
	const see = (): boolean | undefined => {
		adapter.opening.emit({type: 'changed', resource: one});
		return events.findLast(event => event.type === 'changed')?.listed;
	};
	expect([see(), see()]).toEqual([true, false]);
	adapter.opening.emit({type: 'removed', key: one.key});
	expect(see()).toBe(true);
});

test('a kind that was shown before the stream is open is listed with the rest', async () => {
	const {adapter, reflection} = start();
	reflection.show(['secret']);
	expect([...adapter.opening.kinds]).toEqual(['pod', 'secret']);
	adapter.opening.accept();
	await settle();
	expect(adapter.lists.map(({kinds}) => kinds)).toEqual([['pod'], ['secret']]);
});

test('a stream that covers only the kinds it was opened with learns of a new one before that is listed', async () => {
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

test('a kind that may not be listed is listed at once when its rights change, and its status with it', async () => {
	const {adapter, events, emitted} = start({kinds: ['pod', 'node']});
	adapter.opening.accept();
	await settle();
	adapter.listing('node').finish();
	adapter.listing('pod').fail(forbidden);
	const {message} = forbidden;
	await emitted();
	adapter.opening.emit({type: 'lost', kinds: ['pod'], message: 'pods came'});
	await settle();
	expect(adapter.lists).toHaveLength(3);
	adapter.listing('pod').fail(forbidden);
	await settle();
	expect(events.at(-1)).toMatchObject({status: 'live', missing: [{kind: 'pod', message, refused: true}]});
	adapter.opening.emit({type: 'lost', kinds: ['pod'], message: 'pods came'});
	await settle();
	adapter.listing('pod').finish();
	await settle();
	expect(events.at(-1)).toMatchObject({status: 'live'});
	expect(events.at(-1)).not.toHaveProperty('missing');
});

test('rights that change while a kind is refused are not waited for', async () => {
	const {adapter, clock} = start({kinds: ['pod', 'node']});
	adapter.opening.accept();
	await settle();
	adapter.opening.emit({type: 'lost', kinds: ['pod'], message: 'pods came'});
	adapter.listing('pod').fail(forbidden);
	await clock.pass(500);
	expect(adapter.lists).toHaveLength(3);
});

test('a kind that fails is tried no earlier because its changes were missed', async () => {
	const {adapter, clock} = start();
	adapter.opening.accept();
	await settle();
	adapter.listing('pod').fail(broken);
	adapter.opening.emit({type: 'lost', kinds: ['pod'], message: 'pods came'});
	await clock.pass(499);
	expect(adapter.lists).toHaveLength(1);
	await clock.pass(1);
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
	const {adapter, emitted} = start();
	const followed: (string | null)[] = [];
	adapter.opening.accept({follow: (_kinds, revision) => followed.push(revision)});
	await settle();
	adapter.listing().finish('');
	expect((await emitted()).at(-1)).toBe('complete pod: ');
	expect(followed).toEqual([null]);
	adapter.listing().finish(null);
	expect(await emitted()).toEqual(['complete pod: ', 'live']);
	expect(followed).toEqual([null]);
});
