import {describe, expect, test} from 'vitest';
import {failureKind, frameOf} from '../../../../../source/sources/rancher2/steve/wire/frames.js';

const object = {id: 'shop/web', type: 'pod', metadata: {resourceVersion: '12'}};
const frame = (value: unknown) => frameOf(JSON.stringify(value));

describe('a frame', () => {
	test.each([
		[
			'resource.start',
			{name: 'resource.start', resourceType: 'pod', namespace: 'shop'},
			{type: 'started', of: 'pod'},
		],
		[
			'resource.create',
			{name: 'resource.create', resourceType: 'pod', revision: '13', data: object},
			{type: 'changed', of: 'pod', object, revision: '13', created: true},
		],
		[
			'resource.change without a revision of its own',
			{name: 'resource.change', resourceType: 'pod', data: object},
			{type: 'changed', of: 'pod', object, revision: '12', created: false},
		],
		[
			'resource.remove',
			{name: 'resource.remove', resourceType: 'pod', revision: '14', data: object},
			{type: 'removed', of: 'pod', object, revision: '14'},
		],
		['resource.stop', {name: 'resource.stop', resourceType: 'pod'}, {type: 'stopped', of: 'pod'}],
		[
			'resource.error',
			{name: 'resource.error', resourceType: 'pod', data: {error: 'resourceversion too old'}},
			{type: 'error', of: 'pod', message: 'resourceversion too old'},
		],
		['ping', {name: 'ping', data: {type: 'subscribe', version: 'v2.13.1'}}, {type: 'ping'}],
		[
			'the mode that was not asked for',
			{name: 'resource.changes', resourceType: 'pod', revision: '15'},
			{type: 'other'},
		],
		['the odd event of a cluster that is not a server', {name: 'local', data: {}}, {type: 'other'}],
		[
			'a Kubernetes Status in place of an object',
			{name: 'resource.change', resourceType: 'pod', data: {kind: 'Status', message: 'too old'}},
			{type: 'other'},
		],
	])('%s', (_name, value, expected) => {
		expect(frame(value)).toEqual(expected);
	});

	test.each([
		['no JSON', '{', /not a JSON object/],
		['an array', '[]', /not a JSON object/],
		['no name', '{"id":1}', /without a name/],
		[
			'an error about no watch',
			'{"name":"resource.error","data":{"error":"invalid character"}}',
			/did not understand .*invalid character/,
		],
		[
			'an object without id',
			'{"name":"resource.change","resourceType":"pod","data":{"type":"pod"}}',
			/without id or type/,
		],
		[
			'metadata that is none',
			'{"name":"resource.create","resourceType":"pod","data":{"id":"a","type":"pod","metadata":3}}',
			/metadata of a wrong type/,
		],
	])('that is a fault: %s', (_name, text, words) => {
		const fault = frameOf(text);
		expect(fault).toMatchObject({type: 'fault', message: expect.stringMatching(words)});
	});
});

test.each([
	['too old resource version: 12 (13)', 'relist'],
	['ResourceVersion too old', 'relist'],
	['slow reader detected; items missed: 4', 'relist'],
	['buffer was closed', 'relist'],
	['failed to find schema pod', 'relist'],
	['watch not allowed', 'unwatchable'],
	['resource does not support watching', 'unwatchable'],
	['the server does not allow this method on the requested resource', 'unwatchable'],
	['stopping watch for pod: connection reset', 'resume'],
	['event watch error: EOF', 'resume'],
	[null, 'resume'],
])('a watch that ends with “%s” is to %s', (message, kind) => {
	expect(failureKind(message)).toBe(kind);
});
