import {expect, test} from 'vitest';
import {quantityOf} from '../../../../source/sources/rancher2/rows/quantity.js';

test.each([
	['12345678n', 0.012345678],
	['899997632n', 0.899997632],
	['250u', 0.00025],
	['1500m', 1.5],
	['9150m', 9.15],
	['1.5k', 1500],
	['0', 0],
	['2', 2],
	['.5', 0.5],
	['1.', 1],
	['128k', 128_000],
	['7M', 7_000_000],
	['1e3', 1000],
	['1E3', 1000],
	['12e-1', 1.2],
	['1E', 1e18],
	['60Mi', 62_914_560],
	['1.5Gi', 1_610_612_736],
	['2Ki', 2048],
	['1Ei', 2 ** 60],
	['+3', 3],
	['-1', -1],
	[4, 4],
])('%j is %d', (text, number) => {
	expect(quantityOf(text)).toBe(number);
});

test.each([
	'',
	' 1',
	'Mi',
	'1mi',
	'1KB',
	'1 Gi',
	'1Zz',
	'1constructor',
	'x',
	'0x10',
	'e3',
	'1e',
	'NaN',
	null,
	undefined,
	{},
	true,
])('%j is not a quantity', value => {
	expect(quantityOf(value)).toBeNull();
});
