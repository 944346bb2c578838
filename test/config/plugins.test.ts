import {describe, expect, test} from 'vitest';
import {load} from './world.js';

const sources = "sources: {prod: {url: 'https://r', type: rancher2, token: 't:u'}}\n";

test('plugins are read with what they leave out; a path is one beside the file', async () => {
	const {plugins, keys} = await load({
		file: `${sources}plugins:
  open-grafana: {key: ctrl-g, kinds: [pod], run: [./grafana, '{name}'], confirm: false, output: background}
  trace: {run: [strace, -p, '{id}']}
`,
	});
	expect(plugins).toEqual([
		{
			name: 'open-grafana',
			kinds: ['pod'],
			run: ['/home/ann/.config/rwatch/grafana', '{name}'],
			confirm: false,
			output: 'background',
		},
		{name: 'trace', kinds: [], run: ['strace', '-p', '{id}'], confirm: null, output: 'page'},
	]);
	expect(keys).toEqual({'open-grafana': 'ctrl-g'});
});

test.each([
	['plugins: yes', ':2: plugins: expected a map of plugins by name, found a text'],
	['plugins:\n  a: {key: k}', ':3: plugins.a.run: missing; expected a program with its arguments'],
	['plugins:\n  a: {run: ./x}', ':3: plugins.a.run: expected a program with its arguments, such as'],
	['plugins:\n  a: {run: []}', ':3: plugins.a.run: expected a program with its arguments, such as'],
	[
		"plugins:\n  a: {run: [x, '{nam}']}",
		':3: plugins.a.run: unknown placeholder {nam}; known are {source}, {url}',
	],
	['plugins:\n  a: {run: [x], output: tab}', ':3: plugins.a.output: expected page or background'],
	[
		'plugins:\n  a: {run: [x], shell: true}',
		':3: plugins.a.shell: unknown key; known are key, kinds, run, confirm, output',
	],
	['plugins:\n  restart: {run: [x]}', ':3: plugins.restart: expected another name; rwatch has a command'],
	["plugins:\n  'a b': {run: [x]}", ':3: plugins.a b: expected a name of letters, digits, - _ and .'],
	['aliases: [dp]', ':2: aliases: expected a map of commands by alias, found a list'],
	['aliases:\n  dp: 3', ':3: aliases.dp: expected a text, found a number'],
	["aliases:\n  'd p': pods", ':3: aliases.d p: expected one word'],
])('%s is refused with what was expected', async (lines, fault) => {
	await expect(load({file: `${sources}${lines}\n`})).rejects.toThrow(fault);
});

test('an alias stands for what is typed after a colon', async () => {
	const {aliases} = await load({file: `${sources}aliases: {dp: deployments, crash: ':pods /crashloop'}\n`});
	expect(aliases).toEqual({dp: 'deployments', crash: 'pods /crashloop'});
});

describe('what no plugin gets to see', () => {
	test('is the credentials of every family, and the variables that the file names', async () => {
		const file = "sources: {eu: {url: 'https://s', type: salt, username: u, passwordEnv: SALT_PASS}}\n";
		const {secretVariables} = await load({file, environment: {SALT_PASS: 'x'}});
		expect(secretVariables).toEqual(
			expect.arrayContaining(['RANCHER_TOKEN', 'RANCHER_SECRET_KEY', 'SALTAPI_PASS', 'SALT_PASS']),
		);
	});
});
