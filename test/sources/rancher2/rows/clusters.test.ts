import {expect, test} from 'vitest';
import {awayOf} from '../../../../source/sources/rancher2/rows/clusters.js';

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
