import {describe, expect, test} from 'vitest';
import {ConfigError} from '../../source/config/config.js';
import {UsageError} from '../../source/model/errors.js';
import {load, path, type World} from './world.js';

const check = (world: World) => load({...world, argv: ['config', 'check']});

const faultsOf = async (world: World): Promise<readonly string[]> => {
	const error = await check(world).then(
		() => null,
		caught => caught,
	);
	return error instanceof ConfigError ? error.faults.map(line => line.replace(`${path}:`, '')) : [];
};

test.each([
	['caFile: /none.pem', 'caFile: /none.pem: there is no such file'],
	['readOnly: 7', 'readOnly: expected true or false, found a number'],
])(
	'a source that another is reached through is not missing where it only has a fault: %s',
	async (key, fault) => {
		const file = `sources:
  prod: {url: 'https://r', ${key}}
  salt-eu: {url: 'https://s', via: prod}
`;
		expect(await faultsOf({file})).toEqual([`2: sources.prod.${fault}`]);
	},
);

describe('a check of the configuration', () => {
	const many = `sources:
  a:
    url: rancher.example.com
  b:
    url: https://b
    toke: x
  c:
    url: https://c
    tokenEnv: NOBODY_SET_IT
  d:
    url: https://d
    tokenFile: /none
  e/f:
    url: https://e
  logs:
    url: https://l
views:
  trouble:
    filter: '('
  mine:
    kind: pods
    sort: restart
  sources:
    kind: hosts
  typo:
    kind: podz
keys:
  fly: f
stuckAfter: soon
`;

	test('reports all faults at once, each with its line', async () => {
		expect(await faultsOf({file: many})).toEqual([
			expect.stringMatching(/^3: sources\.a\.url: .*is not the address of a source/),
			"6: sources.b.toke: unknown key (did you mean 'token'?)",
			'9: sources.c.tokenEnv: NOBODY_SET_IT is not set in the environment',
			'12: sources.d.tokenFile: there is no file /none',
			'13: sources.e/f: expected a name without a slash, which separates it from ids',
			'15: sources.logs: expected a name that is not a subcommand of rwatch',
			expect.stringMatching(/^19: views\.trouble\.filter: /),
			"22: views.mine.sort: there is no column 'restart' (did you mean 'restarts'?)",
			'23: views.sources: the name hides the command :sources',
			"26: views.typo.kind: there is no kind 'podz' (did you mean 'pod'?)",
			"28: keys.fly: no command is called 'fly'",
			'29: stuckAfter: expected a duration such as 500ms, 30s, 5m or 1h',
		]);
	});

	test('reports several unknown keys beside each other, and goes on with the rest', async () => {
		const file = `sources:
  a:
    url: https://a
    toke: x
    usernam: y
nonsense: 1
weather: []
theme: none
`;
		expect(await faultsOf({file})).toEqual([
			"4: sources.a.toke: unknown key (did you mean 'token'?)",
			"5: sources.a.usernam: unknown key (did you mean 'username'?)",
			expect.stringMatching(/^6: nonsense: unknown key; known are sources, views, /),
			expect.stringMatching(/^7: weather: unknown key; known are sources, views, /),
			expect.stringMatching(/^8: theme: expected one of default/),
		]);
	});

	test.each(['constructor', 'prototype'])('refuses the name %s, which would be passed over', async name => {
		expect(await faultsOf({file: `sources:\n  ${name}:\n    url: https://a\n`})).toEqual([
			`2: sources.${name}: expected another name`,
		]);
	});

	test('reports a fault once, and warnings too', async () => {
		const file =
			'sources:\n  a:\n    url: salt+https://a\n    passwordEnv: A\n    passwordFile: /b\nviews:\n  b:\n    kind: foobarbaz\n';
		const error = await check({file}).catch((caught: unknown) => caught);
		expect(error).toMatchObject({
			faults: [
				`${path}:4: sources.a.passwordEnv: there is another password in this entry; expected one of them`,
			],
			warnings: [expect.stringContaining(':8: views.b.kind: no server has a kind')],
		});
	});

	test('finds an exclamation mark that YAML takes for a tag', async () => {
		expect(await faultsOf({file: 'views:\n  a:\n    filter: !health:ok\n'})).toEqual([
			'3: expected quotes around a text that begins with !, found a YAML tag',
		]);
	});

	test('reports every fault of the YAML itself', async () => {
		expect(await faultsOf({file: 'a: 1\na: 2\nb: 1\nb: 2\n'})).toHaveLength(2);
	});

	test('only warns of a kind that may be a custom resource, and lets it be sorted by any column', async () => {
		const {warnings} = await check({
			file: 'views:\n  certs:\n    kind: issuers.cert-manager.io\n    sort: ready\n',
		});
		expect(warnings).toEqual([
			`${path}:3: views.certs.kind: no server has a kind 'issuers.cert-manager.io' of its own; it may be a custom resource`,
		]);
	});

	test.each([
		['port', 'publicport'],
		['certificates', 'expires'],
		['processInstances', 'name'],
		['limitrange', 'name'],
	])('knows the kind %s, and of what only the server knows no columns', async (kind, sort) => {
		const file = `views:\n  a:\n    kind: ${kind}\n    sort: ${sort}\n`;
		expect(await faultsOf({file})).toEqual([]);
		expect((await check({file})).warnings).toEqual([]);
	});

	test.each(['name', 'since:desc', 'restarts', 'node', 'health'])('takes %s to sort pods by', async sort => {
		expect(await faultsOf({file: `views:\n  a:\n    kind: po\n    sort: ${sort}\n`})).toEqual([]);
	});
});

describe('any other run', () => {
	test('ends with the first fault alone', async () => {
		const loading = load({file: 'keys: {}\nthem: x\nstuckAfter: soon\n'});
		await expect(loading).rejects.toThrow(UsageError);
		await expect(loading).rejects.toThrow(`${path}:2: them: unknown key (did you mean 'theme'?)`);
	});

	test('goes on with what worked before, and warns', async () => {
		const file =
			'sources:\n  logs:\n    url: https://l\n    token: a:b\nviews:\n  sources:\n    sort: nope\n';
		const config = await load({file, modes: {[path]: 0o600}});
		expect(config.sources).toMatchObject([{name: 'logs'}]);
		expect(config.warnings).toEqual([
			`${path}:2: sources.logs: expected a name that is not a subcommand of rwatch`,
		]);
	});
});
