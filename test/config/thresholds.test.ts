import {expect, test} from 'vitest';
import {usualThresholds} from '../../source/model/thresholds.js';
import {load} from './world.js';

const sources = "sources: {prod: {url: 'https://r', type: rancher2, token: 't:u'}}\n";

test('thresholds replace the usual ones, each by itself', async () => {
	const file = `${sources}thresholds: {cpu: [50%, 75.5%], restarts: [3, 3]}\n`;
	expect((await load({file})).thresholds).toEqual({
		cpu: {warning: 50, error: 75.5},
		memory: usualThresholds.memory,
		restarts: {warning: 3, error: 3},
	});
	expect((await load({file: sources})).thresholds).toEqual(usualThresholds);
});

test.each([
	['thresholds: [70%]', ':2: thresholds: expected a map with cpu, memory and restarts'],
	['thresholds:\n  cpus: [70%, 90%]', ":3: thresholds.cpus: unknown key (did you mean 'cpu'?)"],
	['thresholds:\n  cpu: 70%', ':3: thresholds.cpu: expected two percentages, such as [70%, 90%]'],
	['thresholds:\n  cpu: [70%]', ':3: thresholds.cpu'],
	['thresholds:\n  cpu: [70, 90]', 'expected two percentages, such as [70%, 90%], found a number'],
	['thresholds:\n  memory: [7x%, 90%]', 'expected two percentages, such as [70%, 90%]'],
	['thresholds:\n  restarts: [-1, 5]', 'expected two numbers from 0 on, such as [1, 10]'],
	['thresholds:\n  restarts: [1%, 5%]', 'expected two numbers, such as [1, 10], found a text'],
	[
		'thresholds:\n  cpu: [90%, 70%]',
		':3: thresholds.cpu: expected the warning before the error, found 90%, 70%',
	],
])('%s is refused with what was expected', async (entry, fault) => {
	await expect(load({file: `${sources}${entry}\n`})).rejects.toThrow(fault);
});
