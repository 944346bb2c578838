import {expect, test} from 'vitest';
import {selectorText} from '../../../../source/sources/rancher2/streams/label-selector.js';

test.each([
	[{app: 'web', tier: 'front'}, 'app=web,tier=front'],
	[{matchLabels: {app: 'web'}}, 'app=web'],
	[
		{
			matchLabels: {app: 'web'},
			matchExpressions: [
				{key: 'tier', operator: 'In', values: ['front', 'edge']},
				{key: 'phase', operator: 'NotIn', values: ['old']},
				{key: 'ready', operator: 'Exists'},
				{key: 'drained', operator: 'DoesNotExist'},
			],
		},
		'app=web,tier in (front,edge),phase notin (old),ready,!drained',
	],
	[{}, ''],
])('%j selects by %s', (selector, text) => {
	expect(selectorText({spec: {selector}})).toBe(text);
});
