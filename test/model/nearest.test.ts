import {expect, test} from 'vitest';
import {nearest} from '../../source/model/nearest.js';

test.each([
	['contaners', 'containers'],
	['PODS', 'pods'],
	['pdos', 'pods'],
	['jbos', 'jobs'],
	['hsots', 'hosts'],
	['rods', 'pods'],
	['jods', 'pods'],
	['kobe', null],
	['x', null],
	['', null],
	['watching', null],
])('%j may have been meant as %j', (typed, meant) => {
	expect(nearest(typed, ['pods', 'jobs', 'hosts', 'containers', 'q'])).toBe(meant);
});
