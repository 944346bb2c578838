import {expect, test} from 'vitest';
import {complaintOf} from '../../../../source/sources/rancher1/wire/failure.js';
import {frameOf, objectOf, pageOf, ticketOf} from '../../../../source/sources/rancher1/wire/frames.js';
import {container} from '../objects.js';

const change = (resource: unknown, more: object = {}) =>
	JSON.stringify({
		id: 'e1',
		name: 'resource.change',
		resourceId: '1i12',
		resourceType: 'container',
		data: {resource},
		...more,
	});

test('a change carries its resource and the time of the server', () => {
	const frame = frameOf(change(container(), {time: 1_552_296_033_120, transitioning: 'error'}));
	expect(frame).toEqual({type: 'changed', object: container(), time: 1_552_296_033_120});
});

test.each([
	[
		'a ping',
		'{"id":"5b","name":"ping","resourceId":null,"resourceType":null,"data":{"options":{},"resources":[]},"time":1}',
		'ping',
	],
	['an old ping', '{"name":"ping","replyTo":null,"data":null,"time":1,"context":null}', 'ping'],
	['a logout with nothing but its name', '{"name":"logout"}', 'logout'],
	[
		'an event of another name',
		'{"name":"service.kubernetes.change","data":{"type":"MODIFIED","object":{}}}',
		'other',
	],
	[
		'a change of what the API does not show, as old servers send it',
		'{"name":"resource.change","replyTo":null,"resourceId":"1d3","resourceType":"docker","data":null,"time":1}',
		'other',
	],
])('%s is understood', (_what, text, type) => {
	expect(frameOf(text).type).toBe(type);
});

test.each([
	['no JSON', '{"name":', /not a JSON object/],
	['an array', '[{"name":"ping"}]', /not a JSON object/],
	['no name', '{"id":"1"}', /without a name/],
	['a name that is not a text', '{"name":7}', /without a name/],
	['nothing but a name', '{"name":"resource.change"}', /without its resource/],
	[
		'data without its resource',
		'{"name":"resource.change","resourceId":"1d3","data":{}}',
		/resource \(unknown type 1d3\)/,
	],
	['data of another kind', '{"name":"resource.change","data":[1]}', /without its resource/],
	['a resource that is a text', change('1i12'), /not an object/],
	['a resource without id', change({type: 'container'}), /without id or type/],
	['a state that is a number', change({id: '1i12', type: 'container', state: 4}), /1i12 with a state/],
])('a frame with %s is a fault', (_what, text, words) => {
	const frame = frameOf(text);
	expect(frame.type === 'fault' ? frame.message : frame.type).toMatch(words);
});

test('a page gives its resources, the next page, and what in it is none', () => {
	const page = pageOf({
		data: [container(), null, {id: '1i3'}],
		pagination: {next: 'http://x/?marker=m2', first: null},
	});
	expect(page?.objects.map(({id}) => id)).toEqual(['1i12']);
	expect(page?.next).toBe('http://x/?marker=m2');
	expect(page?.faults).toHaveLength(2);
});

test.each([
	['null', null],
	['without a next', {next: null, partial: false}],
])('pagination %s ends a listing', (_what, pagination) => {
	expect(pageOf({data: [], pagination})?.next).toBeNull();
});

test.each([[null], [[]], [{}], [{data: {}}], ['text']])('%j is not a page', body => {
	expect(pageOf(body)).toBeNull();
});

test('there is no ticket without an address: nothing runs that could be asked', () => {
	expect(ticketOf({type: 'statsAccess', token: null, url: null})).toBeNull();
	expect(ticketOf({token: 't', url: 'ws://h/v1/logs/'})).toEqual({token: 't', url: 'ws://h/v1/logs/'});
});

test.each([
	[{code: 'Conflict', message: 'Conflict'}, 'Conflict'],
	[{code: 'ActionNotAvailable', message: null, fieldName: 'action'}, 'ActionNotAvailable: action'],
	[
		{code: 'InvalidOption', message: null, detail: null, fieldName: "StartFirst option can't be used"},
		"InvalidOption: StartFirst option can't be used",
	],
	[
		{code: 'InvalidReference', fieldName: 'hostId', message: 'no such host', detail: 'x'},
		'InvalidReference: hostId: no such host: x',
	],
	[{}, ''],
	['Failed authentication', ''],
])('the error %j says %j', (body, words) => {
	expect(complaintOf(body).message).toBe(words);
});

test('a resource needs an id and a type', () => {
	expect(objectOf([])).toMatch(/not an object/);
	expect(objectOf({id: '1h1', type: 'host', state: null})).toEqual({id: '1h1', type: 'host', state: null});
});
