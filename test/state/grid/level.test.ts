import {expect, test} from 'vitest';
import {usualThresholds} from '../../../source/model/thresholds.js';
import {levelOf} from '../../../source/state/grid/level.js';
import {Figures} from '../../../source/state/rows/figures.js';
import {column, kind, row} from '../rows.js';

const pods = kind('pod', {measured: [column('CPU', 'cores'), column('CPU%', 'percent')]});
const using = (cpu: number, limit: number | null) =>
	row(
		{},
		{
			figures: new Figures(
				{at: 0, cpu, memory: 0},
				{cpu: {request: null, limit}, memory: {request: null, limit: null}},
			),
		},
	);

test.each([
	[0.69, 1, null],
	[0.7, 1, 'warning'],
	[0.9, 1, 'error'],
	[0.9, null, null],
] as const)('%d cores of %j are %j', (cpu, limit, level) => {
	expect(levelOf('CPU', pods, usualThresholds)(using(cpu, limit))).toBe(level);
	expect(levelOf('CPU%', pods, usualThresholds)(using(cpu, limit))).toBe(level);
});

test.each([
	[0, null],
	[1, 'warning'],
	['10 (4m ago)', 'error'],
	['2 (4m ago)', 'warning'],
	[null, null],
] as const)('%j restarts are %j', (restarts, level) => {
	expect(levelOf('RESTARTS', null, usualThresholds)(row({cells: {RESTARTS: restarts}}))).toBe(level);
});

test('a column of this name that is not measured is never bad', () => {
	const clusters = kind('cluster', {columns: [column('CPU%', 'number')]});
	expect(levelOf('CPU%', clusters, usualThresholds)(row({cells: {'CPU%': 99}}))).toBeNull();
	expect(levelOf('AGE', pods, usualThresholds)(using(5, 1))).toBeNull();
});
