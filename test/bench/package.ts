import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import process from 'node:process';
import {figureOf, type Line} from './figures.js';

const root = process.env.RWATCH_ROOT ?? process.cwd();

/** What is published and what installing it brings along. */
export const packageLines = async (): Promise<Line[]> => {
	const packed: unknown = JSON.parse(
		execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
			cwd: root,
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'ignore'],
		}),
	);
	const [first] = (Array.isArray(packed) ? packed : Object.values(packed as object)) as Array<{size: number}>;
	const {dependencies = {}} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
		dependencies?: Record<string, string>;
	};
	const line = (row: string, value: number, unit: Line['unit'], atMost: number): Line => ({
		row,
		baseline: 'nothing',
		figure: figureOf([value]),
		unit,
		target: {atMost},
		note: '',
	});
	return [
		line('package, packed', (first?.size ?? Number.NaN) / 1000, 'kB', 850),
		line('packages installed by npx', 1 + Object.keys(dependencies).length, '', 1),
	];
};
