import {expect, test} from 'vitest';
import {frameOf} from '../../../../source/sources/rancher2/steve/wire/frames.js';

const frame = (id: unknown) =>
	frameOf(JSON.stringify({name: 'resource.change', resourceType: 'pod', data: {id, type: 'pod'}}));
const nested = JSON.parse(`${'['.repeat(3400)}${']'.repeat(3400)}`);

test.each([
	['an object', {toString: 1}],
	['nested 3,400 deep', nested],
	['a lone surrogate', 'web-\ud800'],
	['empty', ''],
	['without end', 'x'.repeat(100_000)],
	['true', true],
	['not there', undefined],
])('an id that is %s makes a fault of the frame', (_title, id) => {
	expect(frame(id)).toEqual({type: 'fault', message: expect.stringMatching(/without id or type/)});
});

test('an id that is a number is taken as a text', () => {
	expect(frame(12)).toMatchObject({type: 'changed', object: {id: '12'}});
});
