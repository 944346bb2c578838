import {expect, test} from 'vitest';
import {glance} from '../../source/secrets/glance.js';

test('a value is written in one line, its secrets blanked', () => {
	expect(glance({a: [1, null, true], password: 'hunter2', b: 'c'}, 100)).toBe(
		'{a: [1, null, true], password: ***, b: "c"}',
	);
	expect(glance('as it is', 100)).toBe('as it is');
	expect(glance(undefined, 100)).toBe('null');
});

test('the work grows with what is shown, not with the value', () => {
	const big = {list: Array.from({length: 1_000_000}, () => 'word')};
	expect(glance(big, 40)).toHaveLength(40);
});

test('a family adds what it knows of its fields', () => {
	const rule = {
		isSecret: (name: string) => name === 'pillar',
		instead: (name: string) => (name === 'pub' ? '(public key)' : undefined),
		isOmitted: (name: string) => name === '_stamp',
	};
	expect(glance({_stamp: 1, pillar: {a: 1}, pub: 'x'}, 100, rule)).toBe('{pillar: ***, pub: (public key)}');
});
