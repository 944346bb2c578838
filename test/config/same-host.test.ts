import {expect, test} from 'vitest';
import {load} from './world.js';

const sources = "sources: {prod: {url: 'https://r', type: rancher2, token: 't:u'}}\n";

test('machines are read with all their names', async () => {
	const file = `${sources}sameHost: {worker-3: [web-03.example, 10.0.0.13]}\n`;
	expect((await load({file})).sameHosts).toEqual([['worker-3', 'web-03.example', '10.0.0.13']]);
	expect((await load({file: sources})).sameHosts).toEqual([]);
});

test.each([
	['sameHost: yes', ':2: sameHost: expected a map of lists of names and addresses by name'],
	['sameHost:\n  a: b', ':3: sameHost.a: expected a list of names and addresses, found a text'],
	['sameHost:\n  a: [3]', ':3: sameHost.a.0: expected a text, found a number'],
	['sameHost:\n  a: []', ':3: sameHost.a: expected other names or addresses of a, found none'],
	['sameHost:\n  a: [b]\n  c: [B]', ':4: sameHost.c: b is also a; expected one machine for each name'],
])('%s is refused with what was expected', async (rules, fault) => {
	await expect(load({file: `${sources}${rules}\n`})).rejects.toThrow(fault);
});
