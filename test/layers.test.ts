import {expect, test} from 'vitest';
import {codeOf, fileCycles, files, folderCycles, importsOf, isIn} from './imports.js';

/** What the folder of a family may import: nothing of another family. */
const family = [
	'model',
	'secrets',
	'transport',
	'sources/requests',
	'sources/follow',
	'sources/act',
	'sources/edit',
	'sources/streams',
	'sources/explain',
	'sources/family',
];

/** Folder → the folders it may import, beside itself. The most specific folder that holds a file decides. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
	model: [],
	secrets: ['model'],
	files: ['model'],
	transport: ['model', 'secrets', 'files'],
	demo: ['model'],
	state: ['model'],
	recording: ['model', 'files'],
	sources: ['model', 'secrets', 'files', 'transport', 'recording'],
	'sources/requests': ['model', 'secrets', 'transport'],
	'sources/follow': ['model', 'secrets', 'transport', 'sources/requests'],
	'sources/streams': ['model', 'transport'],
	'sources/act': ['model', 'secrets', 'sources/requests'],
	'sources/explain': ['model'],
	'sources/edit': ['model'],
	'sources/rancher1': family,
	'sources/rancher2': family,
	'sources/salt': family,
	runtime: ['model', 'files', 'state', 'recording'],
	views: ['model', 'state'],
	output: ['model', 'state'],
	config: ['model', 'files'],
	flags: ['model'],
	program: [
		'model',
		'secrets',
		'files',
		'state',
		'recording',
		'sources',
		'runtime',
		'views',
		'output',
		'config',
		'flags',
	],
};

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
			.filter(path => path !== '../package.json' && !allowed.some(one => one === path || isIn(one, path)))
			.map(path => `${file} imports ${path}, but ${folder} may import ${allowed.join(', ')} only`);
	});
	expect(broken).toEqual([]);
});

test('no file imports itself by way of others', () => {
	expect(fileCycles()).toEqual([]);
});

test('no folder imports itself by way of others, but for the rooms of the state by way of its root', () => {
	// `.` holds the composition root.
	expect(folderCycles('state', '.')).toEqual([]);
});

/** Every line that holds what it must not, as `file:line: the line`. */
const linesWith = (pattern: RegExp, among: readonly string[]): readonly string[] =>
	among.flatMap(file =>
		codeOf(file)
			.split('\n')
			.flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [])),
	);

const filesWith = (pattern: RegExp): readonly string[] => files.filter(file => pattern.test(codeOf(file)));

test('the model and the state know neither time nor chance, process nor screen', () => {
	const pure = files.filter(file => isIn('model', file) || isIn('state', file));
	const impure =
		/Date\.now|new Date\(\)|Math\.random|\bset(?:Timeout|Interval|Immediate)\(|\bperformance\.|\bprocess\.|from '(?:node:|ink|react|ws|undici)/;
	expect(linesWith(impure, pure)).toEqual([]);
});

test('only one folder opens files', () => {
	expect(filesWith(/from 'node:fs/).filter(file => !isIn('files', file))).toEqual([]);
});

test('keys come in by one file, and no component listens to them itself', () => {
	expect(filesWith(/\buseInput\b|\buseStdin\b/)).toEqual([]);
	expect(filesWith(/\.on\('readable'/)).toEqual(['views/keyboard/keyboard.ts']);
});

test('one file ends the process', () => {
	expect(filesWith(/\bprocess\.(?:exit|abort|exitCode)\b/)).toEqual(['program/exit.ts']);
});

test('one file takes hold of standard output', () => {
	expect(filesWith(/\bprocess\.stdout\b|\{[^}]*\bstdout\b[^}]*\} = process\b/)).toEqual([]);
	expect(filesWith(/\bsystem = process\b/)).toEqual(['main.tsx']);
});

test('the words of a product stay in the folders of its family', () => {
	const words =
		/[Cc]attle|[Nn]orman|\bsteve|Steve|[Mm]inion|\bjid|[Hh]ighstate|[Bb]eacon|\bgrains?\b|[Pp]epper/;
	const elsewhere = files.filter(file => !/(?:^|\/)(?:rancher[12]|salt)\//.test(file));
	expect(linesWith(words, elsewhere)).toEqual([]);
});

test('only the list of families names one of them', () => {
	const named = files.filter(file => !/(?:^|\/)(?:rancher[12]|salt)\//.test(file) && file !== 'families.ts');
	expect(linesWith(/'(?:rancher[12]|salt)'|\/(?:rancher[12]|salt)\//, named)).toEqual([]);
});
