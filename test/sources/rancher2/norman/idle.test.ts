import {expect, test} from 'vitest';
import {frameOf} from '../../../../source/sources/rancher2/norman/wire/frames.js';
import {fixtureText} from '../fixture.js';

test('a quiet socket of a real server sends everything at the start, then pings until it is cut', () => {
	const lines = fixtureText('more/subscribe-idle-norman.txt').trim().split('\n');
	const types = lines.flatMap(line => {
		const text = /^ *\d+ (\{.*\})$/.exec(line)?.[1];
		return text === undefined ? [] : [frameOf(text).type];
	});
	expect(types.slice(0, 2)).toEqual(['changed', 'changed']);
	expect(types).not.toContain('fault');
	expect(lines.at(-1)).toMatch(/close 1006/);
});
