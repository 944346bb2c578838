import {describe, expect, test} from 'vitest';
import {frameOf as rancher1Frame} from '../../source/sources/rancher1/wire/frames.js';
import {frameOf as normanFrame} from '../../source/sources/rancher2/norman/wire/frames.js';
import {frameOf as steveFrame} from '../../source/sources/rancher2/steve/wire/frames.js';
import {parseEvent} from '../../source/sources/salt/wire/frames.js';

const name = 'resource.change';

/** What a frame about a resource of this id becomes, per server whose resources say what they are. */
const frames: Readonly<Record<string, (id: unknown) => unknown>> = {
	'Rancher 1': id => rancher1Frame(JSON.stringify({name, data: {resource: {id, type: 'container'}}})),
	Norman: id => normanFrame(JSON.stringify({name, data: {id, type: 'pod'}})),
	Steve: id => steveFrame(JSON.stringify({name, resourceType: 'pod', data: {id, type: 'pod'}})),
};

const nested = JSON.parse(`${'['.repeat(3400)}${']'.repeat(3400)}`);
const loneSurrogate = 'web-\ud800';
const endless = 'x'.repeat(100_000);

describe.each(Object.entries(frames))('a frame of %s', (_name, frame) => {
	test.each([
		['an object', {toString: 1}],
		['nested 3,400 deep', nested],
		['a lone surrogate', loneSurrogate],
		['empty', ''],
		['without end', endless],
		['true', true],
		['not there', undefined],
	])('with an id that is %s is a fault', (_title, id) => {
		expect(frame(id)).toEqual({type: 'fault', message: expect.stringMatching(/without id or type/)});
	});

	test('with an id that is a number has it as a text', () => {
		expect(frame(12)).toMatchObject({type: 'changed', object: {id: '12'}});
	});
});

describe('an event of Salt', () => {
	const event = (data: unknown, tag: unknown = 'salt/auth') => parseEvent(JSON.stringify({data, tag}));

	test.each([
		['a lone surrogate', loneSurrogate],
		['without end', endless],
	])('about a minion or job whose id is %s is none', (_title, id) => {
		expect(event({id})).toBeNull();
		expect(event({jid: id})).toBeNull();
	});

	test('with a tag without end is none', () => {
		expect(event({}, `salt/job/${'1'.repeat(100_000)}/new`)).toBeNull();
	});

	test.each([[null], [undefined], [12], [{toString: 1}], [nested]])('with any other id is one: %#', id => {
		expect(event({id})).not.toBeNull();
	});
});
