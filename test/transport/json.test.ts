import {expect, test} from 'vitest';
import {parseJson} from '../../source/transport/json.ts';

test.each([
	['{"a": 1}', {a: 1}],
	['{"a": NaN, "b": [Infinity, -Infinity]}', {a: null, b: [null, null]}],
	['{"a": NaN, "b": "NaN \\" -Infinity"}', {a: null, b: 'NaN " -Infinity'}],
	['\uFEFF[1]', [1]],
	['<html>', undefined],
	['', undefined],
	['{"a":', undefined],
])('%j is read as %j', (text, value) => {
	expect(parseJson(text)).toEqual(value);
});
