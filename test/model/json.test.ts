import {describe, expect, test} from 'vitest';
import {deepest, jsonText, parseJson, tooDeep} from '../../source/model/json.js';

test.each([
	['{"a": 1}', {a: 1}],
	['{"a": NaN, "b": [Infinity, -Infinity]}', {a: 'NaN', b: ['Infinity', '-Infinity']}],
	['{"a": NaN, "b": "NaN \\" -Infinity"}', {a: 'NaN', b: 'NaN " -Infinity'}],
	['\uFEFF[1]', [1]],
	['<html>', undefined],
	['', undefined],
	['{"a":', undefined],
	['{"a": Nan}', undefined],
])('%j is read as %j', (text, value) => {
	expect(parseJson(text)).toEqual(value);
});

describe('whole numbers that a number cannot hold', () => {
	test.each([
		['{"order": 1234567890123456789}', {order: 1234567890123456789n}],
		[
			'[-1234567890123456789,9007199254740991,9007199254740992]',
			[-1234567890123456789n, 9007199254740991, 9007199254740992n],
		],
		['[1234567890123456.5, 1.2345678901234567e5]', [1234567890123456.5, 123456.78901234567]],
		['["1234567890123456789", "\\"1234567890123456789"]', ['1234567890123456789', '"1234567890123456789']],
	])('%s is read digit by digit', (text, value) => {
		expect(parseJson(text)).toEqual(value);
	});

	test('are found wherever in the text they stand', () => {
		for (let before = 0; before < 40; before++) {
			const number = '1234567890123456789'.slice(0, 16 + (before % 4));
			const text = `["${'1'.repeat(before % 7)}${'x'.repeat(before)}",-${number}]`;
			expect(parseJson(text), text).toEqual([
				expect.any(String),
				number.length > 16 ? -BigInt(number) : -Number(number),
			]);
		}
	});

	test('are written as they were read', () => {
		const text = '{"arg":[1234567890123456789,{"a":null,"b":"x"}],"none":[],"nothing":{}}';

		expect(jsonText(parseJson(text))).toBe(text);
		expect(jsonText({a: [1234567890123456789n], b: {}}, '  ')).toBe(
			'{\n  "a": [\n    1234567890123456789\n  ],\n  "b": {}\n}',
		);
	});
});

test('lone surrogates are replaced in values and names, pairs are kept', () => {
	expect(parseJson('{"\\ud800a": "x\\udfffy", "b": ["\\ud83d\\ude80", "\\ud800123"]}')).toEqual({
		'\ufffda': 'x\ufffdy',
		b: ['🚀', expect.anything()],
	});
});

describe('what is nested too deep', () => {
	const nested = (depth: number) => `${'{"a":['.repeat(depth / 2)}${']}'.repeat(depth / 2)}`;

	test('is left out, and all around it stays', () => {
		const value = parseJson(`{"id": "1i1", "data": ${nested(6000)}, "name": "web"}`);

		expect(value).toMatchObject({id: '1i1', name: 'web'});
		expect(jsonText(value)).toContain(tooDeep);
	});

	test('is read whole up to the limit', () => {
		expect(jsonText(parseJson(nested(deepest)))).toBe(nested(deepest));
	});
});
