import {expect, test} from 'vitest';
import {ListingOrder} from '../../../source/sources/follow/listing-order.js';
import {resource} from '../fake-adapter.js';
import {FakeClock} from '../fake-clock.js';
import {broken, start} from '../reflection.js';

const kinds = ['node', 'pod', 'job'];

const startInOrder = async (more = {}) => {
	const clock = new FakeClock();
	const order = new ListingOrder(clock);
	order.show(['pod']);
	const all = start({kinds, order, ...more});
	all.adapter.opening.accept();
	await all.emitted();
	const listed = () => all.adapter.lists.map(call => call.kinds.join());
	return {...all, order, orderClock: clock, listed};
};

test('the kind in view is listed alone, then the others', async () => {
	const {adapter, listed, emitted} = await startInOrder();
	expect(listed()).toEqual(['pod']);
	adapter.listing().page(resource('a'));
	adapter.listing().finish();
	await emitted();
	expect(listed()).toEqual(['pod', 'node', 'job']);
});

test('one that fails holds nothing up', async () => {
	const {adapter, listed, emitted} = await startInOrder();
	adapter.listing().fail(broken);
	await emitted();
	expect(listed()).toEqual(['pod', 'node', 'job']);
});

test('another kind that comes into view is listed at once', async () => {
	const {order, listed, emitted} = await startInOrder();
	order.show(['job']);
	await emitted();
	expect(listed()).toEqual(['pod', 'job']);
});

test('with no kind in view of those that are followed all are listed side by side', async () => {
	const {listed} = await startInOrder({kinds: ['node', 'job']});
	expect(listed()).toEqual(['node', 'job']);
});

test('a scope waits with the rest for the kinds in view of the others, but not for ever', async () => {
	const {order, orderClock, adapter, listed, emitted} = await startInOrder({kinds: ['cluster', 'pod']});
	order.hold();
	adapter.listing().finish();
	await emitted();
	expect(listed()).toEqual(['pod']);
	await orderClock.pass(1000);
	await emitted();
	expect(listed()).toEqual(['pod', 'cluster']);
});

test('how far a listing is is reported, and that it is over', async () => {
	const {adapter, events, emitted} = await startInOrder();
	adapter.listing().progress({count: 1, total: 3}, resource('a'));
	adapter.listing().progress({count: 3, total: 3}, resource('b'), resource('c'));
	adapter.listing().finish();
	await new Promise(setImmediate);
	const progress = events.flatMap(event =>
		event.type === 'progress' ? [`${event.count}/${event.total}`] : [],
	);
	expect(progress).toEqual(['1/3', '3/3', '0/0']);
	await emitted();
});
