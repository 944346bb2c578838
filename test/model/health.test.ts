import {expect, test} from 'vitest';
import {healthRank, rankedHealths} from '../../source/model/health.js';

test('the rank of a health is its place among all', () => {
	expect(rankedHealths.map(health => healthRank[health])).toEqual([0, 1, 2, 3, 4, 5]);
	expect(Object.keys(healthRank)).toHaveLength(rankedHealths.length);
});
