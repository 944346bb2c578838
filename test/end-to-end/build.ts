import {execFileSync} from 'node:child_process';
import {readdirSync, statSync} from 'node:fs';
import {dirname, join} from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';

/** The folder of the project. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The program as it is published. */
export const program = join(root, 'dist', 'cli.js');

/** The command that starts the program, or another script: it ends before optimised code would have paid. */
export const commandFor = (script = program): readonly [node: string, ...argv: string[]] => [
	process.execPath,
	'--no-opt',
	script,
];

/** The cache folder of all programs: what one start has compiled serves those after it, in later runs too. */
export const caches = join(root, 'node_modules', '.cache');

const changedAt = (path: string): number => statSync(path, {throwIfNoEntry: false})?.mtimeMs ?? 0;

/** Bundles the program, unless nothing of it has changed since the last time. */
export const setup = (): void => {
	const inputs = ['source', '.ci'].flatMap(folder =>
		readdirSync(join(root, folder), {recursive: true, encoding: 'utf8'}).map(path =>
			join(root, folder, path),
		),
	);
	inputs.push(join(root, 'package.json'));
	const built = changedAt(program);
	if (inputs.every(path => changedAt(path) < built)) return;
	execFileSync(process.execPath, [join(root, '.ci', 'bundle.js')], {
		cwd: root,
		stdio: ['ignore', 'inherit', 'inherit'],
	});
};
