import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {UsageError} from '../../source/model/errors.js';
import type {Credentials} from '../../source/model/source-config.js';
import {credentials, keyPair, load, path, type World} from './world.js';

describe('credentials', () => {
	test.each<[string, World, Credentials | object]>([
		[
			'RANCHER_ACCESS_KEY and RANCHER_SECRET_KEY go to a URL of the command line',
			{argv: ['rancher1+http://r'], environment: {RANCHER_ACCESS_KEY: 'AK', RANCHER_SECRET_KEY: 'SK'}},
			keyPair,
		],
		[
			'RANCHER_TOKEN goes to the URL of the environment',
			{environment: {RANCHER_URL: 'https://r/v3', RANCHER_TOKEN: 'token-a:b'}},
			{type: 'bearer', token: 'token-a:b'},
		],
		[
			'a Rancher 1 gets no token, but the keys',
			{
				argv: ['rancher1+http://r'],
				environment: {RANCHER_TOKEN: 'token-a:b', RANCHER_ACCESS_KEY: 'AK', RANCHER_SECRET_KEY: 'SK'},
			},
			keyPair,
		],
		[
			'SALTAPI_USER, SALTAPI_PASS and SALTAPI_EAUTH go to Salt',
			{
				environment: {
					SALTAPI_URL: 'https://s:8000',
					SALTAPI_USER: 'ann',
					SALTAPI_PASS: 'pw',
					SALTAPI_EAUTH: 'ldap',
				},
			},
			{type: 'login', username: 'ann', password: 'pw', eauth: 'ldap'},
		],
		[
			'a source of the file gets nothing from the environment that it does not ask for',
			{
				file: 'sources: {prod: {url: "https://r", type: rancher2}}',
				environment: {RANCHER_TOKEN: 'token-a:b', RANCHER_URL: 'https://r'},
			},
			{type: 'none'},
		],
		[
			'a source of the file gets what it asks for',
			{
				file: 'sources: {prod: {url: "https://r", tokenEnv: MY_TOKEN}}',
				environment: {MY_TOKEN: 'token-a:b'},
			},
			{type: 'bearer', token: 'token-a:b'},
		],
		[
			'a file of the home directory',
			{
				file: 'sources: {prod: {url: "https://r", accessKey: AK, secretKeyFile: ~/secret}}',
				files: {'/home/ann/secret': 'SK\n'},
			},
			keyPair,
		],
		[
			'a file beside the configuration',
			{
				file: 'sources: {prod: {url: "https://r", accessKey: AK, secretKeyFile: secret}}',
				files: {'/home/ann/.config/rwatch/secret': 'SK\n'},
			},
			keyPair,
		],
		[
			'the first line that a command prints, run without a shell',
			{
				file: 'sources:\n  s: {url: "salt+https://s", username: ann, passwordCommand: [printf, "%s\\n", "$HOME;x", more]}',
			},
			{type: 'login', username: 'ann', password: '$HOME;x', eauth: null},
		],
		[
			"the vendor's file for the same server",
			{
				argv: ['https://r/k8s/clusters/c-x'],
				files: {
					'/home/ann/.rancher/cli2.json': JSON.stringify({
						Servers: {
							a: {url: 'https://other', tokenKey: 'no:no'},
							b: {url: 'https://r', tokenKey: 'tok:en'},
						},
						CurrentServer: 'a',
					}),
				},
			},
			{type: 'bearer', token: 'tok:en'},
		],
		[
			"not the vendor's file for the same host without TLS",
			{
				argv: ['rancher2+http://r'],
				files: {
					'/home/ann/.rancher/cli2.json': JSON.stringify({
						Servers: {b: {url: 'https://r', tokenKey: 'tok:en'}},
					}),
				},
			},
			{type: 'none'},
		],
		['a prompt, in the end', {argv: ['rancher1+http://r'], answers: ['AK', 'SK']}, keyPair],
		[
			'a token at the prompt',
			{argv: ['rancher2+http://r'], answers: ['token-a:b']},
			{type: 'bearer', token: 'token-a:b'},
		],
		[
			'a user and password at the prompt of a Rancher 2',
			{argv: ['rancher2+http://r'], answers: ['admin', 'pw']},
			{type: 'login', username: 'admin', password: 'pw', eauth: null},
		],
		['nothing at the prompt, for open servers', {argv: ['rancher1+http://r'], answers: ['']}, {type: 'none'}],
		[
			'user and password at the prompt, for Salt',
			{argv: ['salt+http://s'], answers: ['ann', 'pw']},
			{type: 'login', username: 'ann', password: 'pw', eauth: null},
		],
		[
			'only the password at the prompt, where the user is known',
			{file: 'sources: {s: {url: "salt+https://s", username: ann, eauth: pam}}', answers: ['pw']},
			{type: 'login', username: 'ann', password: 'pw', eauth: 'pam'},
		],
		['nothing, where nobody can be asked', {argv: ['rancher1+http://r']}, {type: 'none'}],
		[
			'nothing, where nobody need be asked',
			{argv: ['http://r'], open: ['http://r'], answers: ['AK', 'SK']},
			{type: 'none'},
		],
	])('%s', async (_title, world, expected) => {
		expect(await credentials(world)).toEqual([expected]);
	});

	test('of the environment go only to its own server, when that is among several', async () => {
		const environment = {RANCHER_URL: 'https://a', RANCHER_ACCESS_KEY: 'AK', RANCHER_SECRET_KEY: 'SK'};
		expect(await credentials({argv: ['rancher2+https://a', 'rancher2+https://b'], environment})).toEqual([
			keyPair,
			{type: 'none'},
		]);
	});

	test('for Rancher and for Salt are not mixed up where the family is unknown', async () => {
		const environment = {RANCHER_TOKEN: 'a:b', SALTAPI_USER: 'ann', SALTAPI_PASS: 'pw'};
		await expect(load({argv: ['https://unknown'], environment})).rejects.toThrow(
			'https://unknown: the environment has credentials for both Rancher and Salt; expected rancher1+, rancher2+ or salt+ before the URL',
		);
		expect(
			await credentials({
				argv: ['https://s:8000'],
				environment: {...environment, SALTAPI_URL: 'https://s:8000'},
			}),
		).toEqual([{type: 'login', username: 'ann', password: 'pw', eauth: null}]);
	});

	test('by half are refused', async () => {
		await expect(load({environment: {RANCHER_URL: 'http://r', RANCHER_ACCESS_KEY: 'AK'}})).rejects.toThrow(
			'RANCHER_ACCESS_KEY is set in the environment, but RANCHER_SECRET_KEY is not',
		);
	});

	test.each([
		['tokenEnv: NOT_SET', 'sources.p.tokenEnv: NOT_SET is not set in the environment'],
		['tokenFile: ~/none', 'sources.p.tokenFile: there is no file /home/ann/none'],
		[
			'tokenCommand: [rwatch-no-such-program]',
			"sources.p.tokenCommand: cannot run 'rwatch-no-such-program': it was not found",
		],
		[
			'tokenCommand: [sh, -c, "echo wrong passphrase >&2; exit 3"]',
			"sources.p.tokenCommand: cannot run 'sh': it ended with exit code 3; run it by hand to see why",
		],
		['tokenCommand: ["true"]', 'sources.p.tokenCommand: it printed nothing'],
	])('that cannot be had (%s) say so before anything else happens', async (line, message) => {
		const loading = load({file: `sources:\n  p:\n    url: https://r\n    ${line}\n`});
		await expect(loading).rejects.toThrow(`${path}:4: ${message}`);
		await expect(loading).rejects.toBeInstanceOf(UsageError);
	});

	test('of a command are fetched once for the first login, and again for each after it', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'rwatch-'));
		const counter = join(folder, 'counter');
		const command = `echo x >> ${counter}; wc -l < ${counter} | tr -d ' '`;
		const config = await load({
			file: `sources:\n  p:\n    url: https://r\n    tokenCommand: [sh, -c, "${command}"]\n`,
		});
		const [source] = config.sources;
		expect(await source?.credentials()).toEqual({type: 'bearer', token: '1'});
		expect(await source?.credentials()).toEqual({type: 'bearer', token: '2'});
		rmSync(folder, {recursive: true});
	});
});
