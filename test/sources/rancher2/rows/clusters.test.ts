import {expect, test} from 'vitest';
import {awayOf, quantityOf} from '../../../../source/sources/rancher2/rows/clusters.js';

test.each([
	['the flag says no', 'active', false, [], 'its agent is not connected'],
	['the flag says yes', 'unavailable', true, [{type: 'Connected', status: 'False'}], null],
	[
		'the condition says no',
		'active',
		undefined,
		[{type: 'Connected', status: 'False'}],
		'its agent is not connected',
	],
	['the condition says yes', 'unavailable', undefined, [{type: 'Connected', status: 'True'}], null],
	[
		'an old server: not ready, because disconnected',
		'unavailable',
		undefined,
		[{type: 'Ready', status: 'False', reason: 'Disconnected', message: 'gone'}],
		'gone',
	],
	[
		'an old server: not ready for another reason',
		'unavailable',
		undefined,
		[{type: 'Ready', status: 'False', reason: 'Other'}],
		null,
	],
	['there never was an agent', 'provisioning', undefined, [], 'the cluster is provisioning'],
	['nothing is said', 'active', undefined, [], null],
])('a cluster of which %s', (_name, state, connected, conditions, away) => {
	expect(awayOf(state, connected, conditions)).toBe(away);
});

test.each([
	['9150m', 9.15],
	['28', 28],
	['41Gi', 41 * 2 ** 30],
	['1.5k', 1500],
	['x', null],
	['1Zz', null],
	[null, null],
])('the quantity %s is %s', (text, number) => {
	expect(quantityOf(text)).toBe(number);
});
