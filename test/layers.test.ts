import {readdirSync, readFileSync} from 'node:fs';
import {dirname, join, relative} from 'node:path';
import {expect, test} from 'vitest';

/** Folder → the folders it may import, beside itself. The most specific folder that holds a file decides. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
	model: [],
	secrets: ['model'],
	files: ['model'],
	transport: ['model', 'secrets', 'files'],
	demo: ['model'],
	state: ['model', 'secrets'],
	sources: ['model', 'secrets', 'files', 'transport'],
	'sources/requests': ['model', 'secrets', 'transport'],
	'sources/follow': ['model', 'secrets', 'transport', 'sources/requests'],
	'sources/rancher1': ['model', 'secrets', 'transport', 'sources/requests', 'sources/follow'],
	'sources/rancher2': ['model', 'secrets', 'transport', 'sources/requests', 'sources/follow'],
	'sources/salt': ['model', 'secrets', 'transport', 'sources/requests', 'sources/follow'],
	runtime: ['model', 'secrets', 'files', 'state', 'sources'],
	views: ['model', 'state'],
	output: ['model', 'secrets', 'state'],
	config: ['model', 'secrets', 'files', 'state', 'flags', 'program'],
	flags: ['model', 'state', 'config', 'output', 'views'],
	program: [
		'model',
		'secrets',
		'files',
		'transport',
		'state',
		'sources',
		'runtime',
		'views',
		'output',
		'config',
		'flags',
	],
};

const root = 'source';
const files = readdirSync(root, {recursive: true, encoding: 'utf8'}).filter(file => /\.tsx?$/.test(file));

const importsOf = (file: string): readonly string[] =>
	[...readFileSync(join(root, file), 'utf8').matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(
		([, path = '']) => relative(root, join(root, dirname(file), path)).replace(/\.js$/, ''),
	);

const isIn = (folder: string, path: string): boolean => path.startsWith(`${folder}/`);

/** The folder whose rule decides for a file; null for the composition root, which may import everything. */
const ruleFor = (file: string): string | null =>
	Object.keys(mayImport)
		.filter(folder => isIn(folder, file))
		.sort((left, right) => right.length - left.length)[0] ?? null;

test('imports go one way', () => {
	const broken = files.flatMap(file => {
		const folder = ruleFor(file);
		if (folder === null) return [];
		const allowed = [folder, ...(mayImport[folder] ?? [])];
		return importsOf(file)
			.filter(path => path !== '../package.json' && !allowed.some(one => isIn(one, path)))
			.map(path => `${file} imports ${path}, but ${folder} may import ${allowed.join(', ')} only`);
	});
	expect(broken).toEqual([]);
});

test('only one folder opens files', () => {
	const broken = files.filter(
		file => !isIn('files', file) && /from 'node:fs/.test(readFileSync(join(root, file), 'utf8')),
	);
	expect(broken).toEqual([]);
});
