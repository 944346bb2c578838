import {describe, expect, test} from 'vitest';
import {configPath} from '../../source/config/config.js';
import {authority, load, path} from './world.js';

describe('the configuration file', () => {
	test('names a cloud credential of the Rancher on the way beside a password', async () => {
		const cloudCredential = 'Basic credID=cattle-global-data:cc-abcde usernameField=user passwordField=pass';
		const config = await load({
			argv: ['salt-eu'],
			file: `
sources:
  prod: {url: 'https://r', type: rancher2, token: 't:u'}
  salt-eu: {url: 'https://s', via: prod, username: saltdev, password: p, cloudCredential: '${cloudCredential}'}
`,
		});
		expect(config.sources).toMatchObject([{name: 'salt-eu', via: 'prod', cloudCredential}]);
	});

	test('may allow a Rancher that is older than 2.3 on the way', async () => {
		const config = await load({
			argv: ['salt-eu', 'salt-us'],
			file: `
sources:
  prod: {url: 'https://r', type: rancher2, token: 't:u'}
  salt-eu: {url: 'https://s', via: prod, username: saltdev, password: p, allowOldRancher: true}
  salt-us: {url: 'https://t', via: prod, username: saltdev, password: p, allowOldRancher: false}
`,
		});
		expect(config.sources.map(({allowOldRancher}) => allowOldRancher)).toEqual([true, undefined]);
	});

	test.each([
		[{}, '/home/ann/.config/rwatch/config.yaml'],
		[{XDG_CONFIG_HOME: '/etc/ann'}, '/etc/ann/rwatch/config.yaml'],
	])('is found with %j at %s', (environment, expected) => {
		expect(configPath({environment, home: '/home/ann', config: null})).toBe(expected);
	});

	test('has everything of its documentation', async () => {
		const config = await load({
			argv: [],
			environment: {SALT_PASS: 'pw'},
			files: {'/home/ann/certs/corp.pem': authority},
			file: `
sources:
  prod:
    url: https://rancher.example.com
    tokenCommand: [printf, token-a:b]
    caFile: ~/certs/corp.pem
    readOnly: true
  salt-eu:
    url: https://salt.example.com:8000
    username: saltdev
    passwordEnv: SALT_PASS
    eauth: pam
    via: prod
    saltTransport: ws
views:
  trouble: {kind: all, filter: 'health:error or stuck:true', sort: since}
keys:
  restart: r
stuckAfter: 10m
theme: mono
mouse: true
summary: true
`,
		});
		expect(config.sources).toMatchObject([
			{
				name: 'prod',
				family: null,
				readOnly: true,
				insecure: false,
				via: null,
				eventTransport: 'sse',
				certificateAuthorities: authority,
			},
			{
				name: 'salt-eu',
				family: null,
				readOnly: false,
				via: 'prod',
				eventTransport: 'ws',
				certificateAuthorities: null,
			},
		]);
		expect(await Promise.all(config.sources.map(source => source.credentials()))).toEqual([
			{type: 'bearer', token: 'token-a:b'},
			{type: 'login', username: 'saltdev', password: 'pw', eauth: 'pam'},
		]);
		expect(config).toMatchObject({
			path,
			views: {trouble: {kind: 'all', filter: 'health:error or stuck:true', sort: 'since'}},
			keys: {restart: 'r'},
			stuckAfterMs: 600_000,
			theme: 'mono',
			mouse: true,
			summary: true,
			warnings: [],
		});
	});

	test('has defaults', async () => {
		expect(await load({argv: ['--demo']})).toMatchObject({
			views: {},
			keys: {},
			stuckAfterMs: 300_000,
			theme: 'default',
			mouse: false,
			summary: false,
		});
	});

	test('yields to the command line', async () => {
		const file = 'theme: mono\nsources: {p: {url: "https://p", readOnly: false}}';
		const argv = [
			'--theme',
			'default',
			'--read-only',
			'--insecure',
			'--salt-transport',
			'ws',
			'--ca-file',
			'/ca.pem',
		];
		const config = await load({argv, file, files: {'/ca.pem': authority}});
		expect(config.theme).toBe('default');
		expect(config.sources).toMatchObject([
			{readOnly: true, insecure: true, eventTransport: 'ws', certificateAuthorities: authority},
		]);
	});

	test.each([
		['all of them by an option', ['--all-projects'], '', [true, true]],
		['all but one by the file', [], 'allProjects: true\n', [true, undefined]],
		['none', [], '', [undefined, undefined]],
	])('shows the projects of others: %s', async (_title, argv, top, expected) => {
		const file = `${top}sources:\n  p: {url: "https://p"}\n  q: {url: "https://q", allProjects: false}\n`;
		const config = await load({argv, file});
		expect(config.sources.map(({allProjects}) => allProjects)).toEqual(expected);
	});

	test('shows the projects of others where its own entry says so', async () => {
		const [source] = (await load({file: 'sources: {p: {url: "https://p", allProjects: true}}'})).sources;
		expect(source?.allProjects).toBe(true);
	});

	test('with a secret in it is private', async () => {
		const withSecret = 'sources: {p: {url: "https://r", token: a:b}}';
		const without = 'sources: {p: {url: "https://r", tokenEnv: A}}';
		const warning = `${path} holds a secret and others can read it: chmod 600 ${path}`;
		expect((await load({file: withSecret, modes: {[path]: 0o644}})).warnings).toEqual([warning]);
		expect((await load({file: withSecret, modes: {[path]: 0o600}})).warnings).toEqual([]);
		expect((await load({file: without, modes: {[path]: 0o644}, environment: {A: 'a:b'}})).warnings).toEqual(
			[],
		);
	});

	test('can be checked without any source, and without questions', async () => {
		expect((await load({argv: ['config', 'check']})).sources).toEqual([]);
		const file = 'sources: {p: {url: "salt+https://r", username: ann}}';
		expect((await load({argv: ['config', 'check'], file})).sources).toMatchObject([{name: 'p'}]);
		await expect(load({argv: ['config', 'check'], file: 'x: 1'})).rejects.toThrow(
			`${path}:1: x: unknown key`,
		);
	});
});
