// What the documentation names has to be there.
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {safeParse} from 'valibot';
import {describe, expect, test} from 'vitest';
import {parse} from 'yaml';
import {fileSchema} from '../source/config/schema.js';
import {families} from '../source/families.js';
import {helpText} from '../source/flags/help-text.js';
import {options, spelled} from '../source/flags/options.js';
import {topicText} from '../source/program/help-topics.js';
import {permittedActions} from '../source/sources/salt/wire/permissions.js';
import {root} from './end-to-end/build.js';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const pages = readdirSync(join(root, 'docs')).filter(name => name.endsWith('.md'));
const documents = ['readme.md', ...pages.map(name => `docs/${name}`)];

/** Inline code, and the lines of blocks that start rwatch. */
const codeOf = (text: string): readonly string[] => [
	...[...text.replace(/^```.*?^```$/gms, '').matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code),
	...text.split('\n').filter(line => line.startsWith('rwatch ')),
];

/** The blocks of a language. */
const blocksOf = (text: string, language: string): readonly string[] =>
	[...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(([, block = '']) => block);

const sourceText = readdirSync(join(root, 'source'), {recursive: true, encoding: 'utf8'})
	.filter(path => /\.tsx?$/.test(path))
	.map(path => read(`source/${path}`))
	.join('\n');

describe('the documentation', () => {
	// The options on the page on performance are those of the benchmark.
	test.each(documents.filter(name => !name.includes('performance')))(
		'names only options that there are, in %s',
		document => {
			const known = new Set(Object.keys(options).flatMap(name => [spelled(name), spelled(`no-${name}`)]));
			const own = codeOf(read(document)).filter(code => /^(?:rwatch|--[a-z])/.test(code));
			const named = own.flatMap(code =>
				[...code.matchAll(/(?<=^|\s)--[a-z][a-z-]*/g)].map(([option]) => option),
			);
			expect(named.filter(option => !known.has(option))).toEqual([]);
		},
	);

	test.each(documents)('names only commands and kinds that there are, in %s', async document => {
		const kinds = (await Promise.all(families.map(family => family.kinds()))).flat();
		const help = await topicText('commands', families);
		const known = new Set([
			...[...help.matchAll(/:([a-z-]+)/g)].map(([, word]) => word),
			...kinds.flatMap(({name, plural, aliases}) => [name, plural.toLowerCase(), ...aliases]),
		]);
		// Views and aliases that the configuration in the documentation defines.
		for (const word of ['trouble', 'dp', 'name', 'dply', 'po']) known.add(word);
		const named = codeOf(read(document)).flatMap(code => /^:([a-z-]+)(?: |$)/.exec(code)?.[1] ?? []);
		expect(named.filter(word => !known.has(word))).toEqual([]);
	});

	test.each(documents)('has only examples of configurations that the program accepts, in %s', document => {
		const schema = fileSchema(families.map(({name}) => name));
		const own = blocksOf(read(document), 'yaml').filter(
			block => !/^(?:external_auth|rest_cherrypy):/m.test(block),
		);
		for (const block of own) expect(safeParse(schema, parse(block)).issues, block).toBeUndefined();
	});

	test('and the comments name only files that there are', () => {
		const under = ['source', 'test', '.ci'].flatMap(folder =>
			readdirSync(join(root, folder), {recursive: true, encoding: 'utf8'}).map(path => `${folder}/${path}`),
		);
		const texts = [...documents, ...under.filter(path => /\.(?:tsx?|js|md)$/.test(path))];
		const missing = texts.flatMap(text =>
			[...read(text).matchAll(/`([\w./-]+\.tsx?|\.?[\w-]+\/[\w./-]+\.js)`/g)].flatMap(([, name = '']) => {
				const isThere = under.some(path => path === name || path.endsWith(`/${name}`));
				return isThere || name.startsWith('dist/') ? [] : [`${text}: ${name}`];
			}),
		);
		expect(missing).toEqual([]);
	});

	test('has the exit codes of the help', () => {
		const [, line = ''] = /Exit codes\n(.*)\n/.exec(helpText(families)) ?? [];
		const codes = [...line.matchAll(/(?<=^| {2,})(\d+(?:\+n)?) /g)].map(([, code]) => code);
		const table = [...read('docs/options.md').matchAll(/^\| (\d+(?:\+n)?) \|/gm)].map(([, code]) => code);
		expect(table).toEqual(codes);
		for (const code of codes.slice(1)) expect(read('readme.md')).toContain(code);
	});

	test('has only messages that the program prints', () => {
		const messages = [...read('docs/troubleshooting.md').matchAll(/^### `(.+)`$/gm)].map(
			([, text = '']) => text,
		);
		expect(messages.length).toBeGreaterThan(15);
		expect(messages.filter(message => !sourceText.includes(message))).toEqual([]);
	});
});

describe("the permissions for a Salt master's users", () => {
	const [, watcher, operator] = blocksOf(read('docs/servers.md'), 'yaml').map(block => parse(block));
	const rights: readonly unknown[] = watcher.external_auth.pam.watcher;
	const every: readonly unknown[] = operator.external_auth.pam.operator;
	const action = (name: string) => ({name, title: name, verb: null, dangerous: false, fields: []});
	const may = (perms: readonly unknown[], names: readonly string[]) =>
		permittedActions(() => perms)(names.map(action)).map(({name}) => name);

	test('let nobody who may only look change anything', () => {
		expect(may(rights, ['accept', 'delete', 'kill', 'stop-batch', 'state.apply'])).toEqual([]);
	});

	test('let an operator accept keys, run states and stop jobs', () => {
		const names = [
			'accept',
			'reject',
			'delete',
			'kill',
			'terminate',
			'stop-batch',
			'state.apply',
			'test.ping',
		];
		expect(may(every, names)).toEqual(names);
	});

	test('name every function that following a master calls', () => {
		const text = JSON.stringify(rights);
		const called = sourceText.matchAll(
			/(?:fun: |listed\()'((?:jobs|grains|saltutil|cache|batch)\.[a-z_]+)'/g,
		);
		const names = [...new Set([...called].map(([, name = '']) => name))].filter(
			name => !/batch\.stop|kill_job/.test(name),
		);
		expect(names.length).toBeGreaterThan(5);
		expect(names.filter(name => !text.includes(name))).toEqual([]);
	});
});
