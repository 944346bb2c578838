import {describe, expect, test} from 'vitest';
import {UsageError} from '../../source/model/errors.js';
import {authority, credentials, keyPair, load, sources} from './world.js';

describe("the vendors' files", () => {
	const cli = {accessKey: 'AK', secretKey: 'SK', url: 'http://r:8080/v2-beta/schemas', environment: '1a5'};

	test('of the Rancher 1 CLI', async () => {
		const files = {'/home/ann/.rancher/cli.json': JSON.stringify(cli)};
		expect(await sources({files})).toEqual([
			{name: 'r', family: 'rancher1', url: 'http://r:8080/v2-beta/projects/1a5'},
		]);
		expect(await credentials({files})).toEqual([keyPair]);
	});

	test('of the Rancher 2 CLI, with its current server and authorities', async () => {
		const server = {accessKey: 'AK', secretKey: 'SK', cacert: authority};
		const files = {
			'/etc/rancher/cli2.json': JSON.stringify({
				Servers: {one: {...server, url: 'https://one'}, two: {...server, url: 'https://two'}},
				CurrentServer: 'two',
			}),
		};
		const config = await load({files, environment: {RANCHER_CONFIG_DIR: '/etc/rancher'}});
		expect(config.sources).toMatchObject([
			{name: 'two', family: 'rancher2', certificateAuthorities: authority},
		]);
	});

	test('of pepper, wherever PEPPERRC says', async () => {
		const files = {
			'/home/ann/pepper.ini':
				'# mine\n[other]\nSALTAPI_URL = http://no\n[main]\nsaltapi_url: https://s:8000\nSALTAPI_USER = ann\nSALTAPI_PASS = p=w;d\nSALTAPI_EAUTH = pam\n',
		};
		expect(await credentials({files, environment: {PEPPERRC: '~/pepper.ini'}})).toEqual([
			{type: 'login', username: 'ann', password: 'p=w;d', eauth: 'pam'},
		]);
	});

	test('that are broken or readable for others are warned of, without what is in them', async () => {
		const files = {
			'/home/ann/.rancher/cli.json': JSON.stringify(cli),
			'/home/ann/.rancher/cli2.json': '{"Servers": SECRET',
		};
		const config = await load({files, modes: {'/home/ann/.rancher/cli.json': 0o644}});
		expect(config.warnings).toEqual([
			'/home/ann/.rancher/cli.json holds a secret and others can read it: chmod 600 /home/ann/.rancher/cli.json',
			'/home/ann/.rancher/cli2.json is ignored: it is not JSON',
		]);
	});

	test.each([
		['.rancher/cli.json', '{bad SECRET', 'it is not JSON'],
		['.rancher/cli.json', '', 'it is not JSON'],
		['.rancher/cli2.json', '{"Servers": SECRET', 'it is not JSON'],
		['.rancher/cli2.json', '[]', 'Servers is missing'],
		[
			'.rancher/cli2.json',
			'{"Servers": {"a": {"url": "https://r", "tokenKey": 4711}}}',
			'Servers.a is ignored: tokenKey is wrong; expected string',
		],
		['.rancher/cli2.json', '{"Servers": {"a": {"url": "r"}}}', /not the address of a source/],
		['.pepperrc', 'SECRET', 'it has no section [main] with SALTAPI_URL=https://…'],
	])(
		'of which %s alone is there and is %j are said to be broken, with the way out',
		async (name, text, words) => {
			const file = `/home/ann/${name}`;
			const loading = load({files: {[file]: text}});
			await expect(loading).rejects.toThrow(UsageError);
			await expect(loading).rejects.toThrow(`nothing to watch: ${file}`);
			await expect(loading).rejects.toThrow(words);
			await expect(loading).rejects.toThrow(/; fix it, or name a server /);
			await expect(loading).rejects.not.toThrow(/SECRET|4711/);
		},
	);

	test('that are broken are a warning where a server is named all the same', async () => {
		const files = {'/home/ann/.pepperrc': 'SECRET'};
		const config = await load({argv: ['rancher1+http://r'], files, open: ['http://r']});
		expect(config.sources).toHaveLength(1);
		expect(config.warnings).toEqual([
			'/home/ann/.pepperrc is ignored: it has no section [main] with SALTAPI_URL=https://…',
		]);
	});

	test('that are empty are no fault', async () => {
		await expect(load({files: {'/home/ann/.pepperrc': '\n'}})).rejects.toThrow(
			/^nothing to watch: name a server/,
		);
	});
});
