import {expect, test} from 'vitest';
import {resource} from '../fake-adapter.js';
import {settle} from '../fake-clock.js';
import {start} from '../reflection.js';

test.each([
	['a change', {type: 'changed', resource: resource('a', 'new')} as const, 'complete pod: a,b'],
	['a removal', {type: 'removed', key: resource('a').key} as const, 'complete pod: b'],
])('%s while listing wins over what the listing says later', async (_title, event, complete) => {
	const {adapter, emitted} = start();
	adapter.opening.accept();
	await settle();
	adapter.opening.emit(event);
	await emitted();
	adapter.listing().page(resource('a', 'old'), resource('b'));
	adapter.listing().finish();
	expect(await emitted()).toEqual(['listed b running', complete, 'live']);
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
	const {adapter, emitted} = start();
	adapter.opening.accept();
	await settle();
	adapter.listing().page(resource('a', 'old'));
	adapter.opening.emit(event);
	adapter.listing().finish();
	expect((await emitted()).slice(-4)).toEqual(['listed a old', word, complete, 'live']);
});

test('what was removed and made again while listing is there', async () => {
	const {adapter, emitted} = start();
	adapter.opening.accept();
	await settle();
	adapter.opening.emit({type: 'removed', key: resource('a').key});
	adapter.opening.emit({type: 'changed', resource: resource('a', 'new')});
	adapter.listing().finish();
	expect(await emitted()).toContain('complete pod: a');
});

test('of a resource first heard of before its listing, it is not known when it changed', async () => {
	const {adapter, emitted} = start();
	adapter.opening.accept();
	await emitted();
	adapter.opening.emit({type: 'changed', resource: resource('a', 'one')});
	adapter.opening.emit({type: 'changed', resource: resource('a', 'two')});
	expect(await emitted()).toEqual(['listed a one', 'changed a two']);
});

test('a page of a session that is over is not reported', async () => {
	const {adapter, emitted} = start();
	adapter.opening.accept();
	await settle();
	const listing = adapter.listing();
	adapter.opening.end();
	await emitted();
	listing.page(resource('a'));
	listing.finish();
	expect(await emitted()).toEqual([]);
	expect(listing.signal.aborted).toBe(true);
});
