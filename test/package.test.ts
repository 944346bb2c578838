import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {completionScript, shells} from '../source/flags/completion-script.js';
import {version} from '../source/flags/version.js';
import {root} from './end-to-end/build.js';

const folder = mkdtempSync(join(tmpdir(), 'rwatch-package-'));
const installed = join(folder, 'lib/node_modules/rwatch');
const read = (path: string): string => readFileSync(join(installed, path), 'utf8');
const environment = {PATH: process.env.PATH, npm_config_cache: join(folder, 'cache')};

const npm = (...words: readonly string[]): string =>
	execFileSync('npm', [...words, '--ignore-scripts', '--offline', '--loglevel=warn'], {
		cwd: root,
		env: {...environment, HOME: folder},
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'pipe'],
	});

/** The installed program in a home directory that nothing can be written to. */
const rwatch = (...words: readonly string[]): string =>
	execFileSync(process.execPath, [join(folder, 'bin/rwatch'), ...words], {
		env: {PATH: process.env.PATH, HOME: '/dev/null'},
		encoding: 'utf8',
	});

beforeAll(() => {
	npm('pack', '--pack-destination', folder);
	npm('install', '--global', '--prefix', folder, join(folder, `rwatch-${version}.tgz`));
}, 300_000);
afterAll(() => rmSync(folder, {recursive: true}));

describe('the package', () => {
	test('has the program, what belongs to it and the documentation, and nothing else', () => {
		const [{files}]: [{files: {path: string}[]}] = JSON.parse(npm('pack', '--dry-run', '--json'));
		const paths = files.map(({path}) => path).filter(path => !/^docs\//.test(path));
		expect(paths.sort()).toEqual([
			'changelog.md',
			'dist/cli.js',
			'dist/completions/_rwatch',
			'dist/completions/rwatch.bash',
			'dist/completions/rwatch.fish',
			'dist/licences.txt',
			'dist/package.json',
			'dist/rwatch.mjs',
			'licence',
			'package.json',
			'readme.md',
		]);
	});

	test('says what it is, needs nothing but Node, and names no place that there is not', () => {
		const manifest = JSON.parse(read('package.json'));
		expect(manifest).toMatchObject({description: /\w/, license: 'MIT', engines: {node: '>=20.19'}});
		expect(manifest.keywords.length).toBeGreaterThan(3);
		for (const absent of ['dependencies', 'repository', 'homepage', 'bugs'])
			expect(manifest).not.toHaveProperty(absent);
	});

	test.each(shells)('has the completions for %s as the program prints them', shell => {
		const file = {bash: 'rwatch.bash', zsh: '_rwatch', fish: 'rwatch.fish'}[shell];
		expect(read(`dist/completions/${file}`)).toBe(completionScript(shell));
	});

	test('has the licences of the packages that the program contains, and of no tool', () => {
		const licences = read('dist/licences.txt');
		for (const name of ['ink', 'react', 'undici', 'ws', 'yoga-layout'])
			expect(licences).toMatch(new RegExp(`^${name} [\\d.]+ \\(MIT\\)$`, 'm'));
		expect(licences).toContain('BSD');
		expect(licences).not.toMatch(/^\s*(?:esbuild|vitest|typescript) /m);
	});

	test('shows the demo once installed, without a home directory or a registry', () => {
		expect(rwatch('--version').split('\n')[0]).toBe(version);
		const {rows, sources} = JSON.parse(rwatch('--demo', '--once', '-k', 'hosts', '-o', 'json'));
		expect(rows.length).toBeGreaterThan(0);
		expect(sources).toHaveLength(3);
	});
});
