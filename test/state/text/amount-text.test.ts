import {expect, test} from 'vitest';
import {bytesText, coresText} from '../../../source/state/text/amount-text.js';

test.each([
	[0, '0m'],
	[0.000999966, '1m'],
	[0.003, '3m'],
	[0.002999689, '3m'],
	[0.0030001, '4m'],
	[0.25, '250m'],
	[0.999, '999m'],
	[1, '1'],
	[1.256, '1.26'],
	[64, '64'],
])('%d cores are %s', (cores, text) => {
	expect(coresText(cores)).toBe(text);
});

test.each([
	[0, '0'],
	[900, '900'],
	[62_914_560, '60Mi'],
	[5_452_595_200, '5.1Gi'],
	[2 ** 41, '2Ti'],
])('%d bytes are %s', (bytes, text) => {
	expect(bytesText(bytes)).toBe(text);
});
