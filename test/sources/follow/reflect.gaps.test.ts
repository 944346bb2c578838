import {expect, test} from 'vitest';
import {resource} from '../fake-adapter.js';
import {settle} from '../fake-clock.js';
import {start, startLive} from '../reflection.js';

type Follow = (kinds: readonly string[], revision: string | null) => void;

/** Two kinds that are live, pods listed last. */
const startBoth = async (follow: Follow = () => undefined) => {
	const started = start({kinds: ['pod', 'node']});
	const {adapter, emitted} = started;
	adapter.opening.accept({follow});
	await settle();
	adapter.listing('node').finish('1');
	adapter.listing('pod').finish('2');
	await emitted();
	return started;
};

test('after a cut: retry, gap from the last sign of life, a new listing, live', async () => {
	const {adapter, clock, emitted} = await startLive();
	await clock.pass(5000);
	adapter.opening.emit({type: 'heartbeat'});
	await clock.pass(3000);
	adapter.opening.end();
	expect(await emitted()).toEqual([
		'heartbeat',
		'retrying | the server ended the stream; connecting again | 9500',
	]);
	await clock.pass(500);
	adapter.opening.accept();
	expect(await emitted()).toEqual(['connecting | opening the stream', 'connecting | listing']);
	adapter.listing().page(resource('b', 'gone on'));
	adapter.listing().finish();
	expect(await emitted()).toEqual(['gap 6000-9500', 'listed b gone on', 'complete pod: b', 'live']);
});

test('no gap is reported as long as the server emits nothing: it may not be there', async () => {
	const {adapter, clock, emitted} = await startLive();
	await clock.pass(1000);
	adapter.opening.end();
	await clock.pass(500);
	adapter.opening.accept();
	await clock.pass(1000);
	adapter.opening.end();
	expect((await emitted()).filter(text => text.startsWith('gap'))).toEqual([]);
});

test('a gap lasts until a listing is complete, however many streams that takes', async () => {
	const {adapter, clock, emitted} = await startLive();
	await clock.pass(1000);
	adapter.opening.end();
	await clock.pass(500);
	adapter.opening.accept();
	await clock.pass(200);
	adapter.opening.emit({type: 'heartbeat'});
	adapter.opening.end();
	await emitted();
	await clock.pass(1000);
	adapter.opening.accept();
	await emitted();
	adapter.listing().finish();
	expect(await emitted()).toContain('gap 1000-3700');
});

test('the gap is reported before the first event of a new stream, even one that comes before it is known to be open', async () => {
	const {adapter, clock, emitted} = await startLive();
	adapter.opening.end();
	await clock.pass(500);
	await emitted();
	adapter.opening.emit({type: 'removed', key: resource('a').key});
	adapter.opening.accept();
	expect(await emitted()).toEqual(['gap 1000-1500', 'removed a', 'connecting | listing']);
});

test('the stream is renewed before the server cuts it: no waiting, no failure, but a gap', async () => {
	const {adapter, clock, emitted} = await startLive({renewMs: 3_600_000});
	await clock.pass(3_599_000);
	adapter.opening.emit({type: 'heartbeat'});
	await clock.pass(1000);
	expect(adapter.openings[0]?.signal.aborted).toBe(true);
	adapter.opening.accept();
	expect(await emitted()).toEqual(['heartbeat', 'connecting | opening the stream', 'connecting | listing']);
	adapter.listing().finish();
	expect(await emitted()).toEqual(['gap 3600000-3601000', 'complete pod: ', 'live']);
});

test('a watch that was lost is a gap: its kind is listed again and followed from there', async () => {
	const followed: string[] = [];
	const {adapter, clock, emitted} = await startBoth((kinds, revision) =>
		followed.push(`${kinds} from ${revision}`),
	);
	await clock.pass(1000);
	adapter.opening.emit({type: 'lost', kinds: ['pod'], message: 'the revision is too old'});
	expect(await emitted()).toEqual(['gap 1000-2000', 'connecting | the revision is too old']);
	await clock.pass(500);
	adapter.listing('pod').finish('9');
	expect(await emitted()).toEqual(['complete pod: ', 'live']);
	expect(followed).toEqual(['node from 1', 'pod from 2', 'pod from 9']);
	expect(adapter.lists).toHaveLength(3);
});

test('what else was heard meanwhile does not prove the kind that was lost', async () => {
	const {adapter, clock, emitted} = await startBoth();
	await clock.pass(5000);
	adapter.opening.emit({type: 'changed', resource: resource('n', 'node')});
	adapter.opening.emit({type: 'lost', kinds: ['pod'], message: 'too old', unheardMs: 2000});
	expect((await emitted()).filter(text => text.startsWith('gap'))).toEqual(['gap 4000-6000']);
});

test('an incident is one gap, however many kinds were lost, and however often', async () => {
	const {adapter, clock, emitted} = await startBoth();
	await clock.pass(1000);
	adapter.opening.emit({type: 'lost', kinds: ['pod'], message: 'too old'});
	adapter.opening.emit({type: 'lost', kinds: ['node'], message: 'too old'});
	await clock.pass(100);
	adapter.opening.emit({type: 'lost', kinds: ['pod'], message: 'too old'});
	expect((await emitted()).filter(text => text.startsWith('gap'))).toEqual(['gap 1000-2000']);
});

test('a sign of life of the server in between is none of what it passes on', async () => {
	const {adapter, clock, emitted} = await startLive({silenceMs: 60_000});
	await clock.pass(30_000);
	adapter.opening.emit({type: 'heartbeat', relay: true});
	await clock.pass(40_000);
	adapter.opening.emit({type: 'changed', resource: resource('a')});
	await clock.pass(1000);
	adapter.opening.emit({type: 'heartbeat', relay: true});
	adapter.opening.end();
	await clock.pass(500);
	adapter.opening.accept();
	await emitted();
	adapter.listing().finish();
	expect(await emitted()).toContain('gap 71000-72500');
});
