import {expect, test} from 'vitest';
import {Minions} from '../../../../source/sources/salt/minions/minions.js';

test('believes a minion behind NAT, which the list of connections never has, while it is heard of', () => {
	const minions = new Minions();
	minions.heard(minions.open('a'), 1000);
	expect(minions.connected('a', false, 'tcp', 2000)).toBe(false);
	expect(minions.get('a')?.liveness).toEqual({up: true, by: 'event', at: 1000});
	expect(minions.connected('a', false, 'tcp', 200_000)).toBe(true);
	expect(minions.get('a')?.liveness).toEqual({up: false, by: 'tcp', at: 200_000});
});

test('believes the list of connections where a minion was on it and is not any more', () => {
	const minions = new Minions();
	minions.connected('a', true, 'presence', 500);
	minions.heard(minions.open('a'), 1000);
	expect(minions.connected('a', false, 'presence', 2000)).toBe(true);
	expect(minions.get('a')?.liveness?.up).toBe(false);
});

test('suspects a minion no more that is seen connected later', () => {
	const minions = new Minions();
	minions.connected('a', true, 'presence', 500);
	minions.unanswered('a', 1000);
	expect(minions.get('a')?.liveness?.up).toBe(false);
	expect(minions.connected('a', true, 'tcp', 2000)).toBe(true);
	expect(minions.get('a')?.liveness).toEqual({up: true, by: 'tcp', at: 2000});
});

test('does not suspect a minion that began after the question', () => {
	const minions = new Minions();
	minions.heard(minions.open('a'), 1000);
	expect(minions.unanswered('a', 900, 2000)).toBe(false);
	expect(minions.unanswered('a', 1900, 2000)).toBe(true);
	expect(minions.get('a')?.liveness).toEqual({up: false, by: 'no answer', at: 2000});
});

test('does not take silence of before for more than a sign of life of after', () => {
	const minions = new Minions();
	minions.heard(minions.open('a'), 1000);
	expect(minions.unanswered('a', 900)).toBe(false);
	expect(minions.unanswered('a', 1100)).toBe(true);
	expect(minions.get('a')?.liveness).toEqual({up: false, by: 'no answer', at: 1100});
});

test('does not suspect a minion that is known to be away', () => {
	const minions = new Minions();
	minions.connected('a', false, 'tcp', 1000);
	expect(minions.unanswered('a', 2000)).toBe(false);
	expect(minions.get('a')?.liveness).toEqual({up: false, by: 'tcp', at: 1000});
});
