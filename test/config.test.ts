import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {type Config, type ConfigInput, configPath, loadConfig} from '../source/config.ts';
import {parseFlags} from '../source/flags.ts';
import {UsageError} from '../source/model/errors.ts';
import type {Credentials} from '../source/model/source-config.ts';
import {memoryFiles} from './config/memory-files.ts';

const authority = readFileSync(new URL('fixtures/certificate-authority.pem', import.meta.url), 'utf8');
const path = '/home/ann/.config/rwatch/config.yaml';

type World = {
	readonly argv?: readonly string[];
	readonly environment?: Readonly<Record<string, string>>;
	/** The configuration file. */
	readonly file?: string;
	readonly files?: Readonly<Record<string, string>>;
	readonly modes?: Readonly<Record<string, number>>;
	readonly answers?: readonly string[];
	/** URLs of servers that take everybody. */
	readonly open?: readonly string[];
};

const load = ({
	argv = [],
	environment = {},
	file,
	files = {},
	modes = {},
	answers,
	open = [],
}: World): Promise<Config> => {
	const left = [...(answers ?? [])];
	const input: ConfigInput = {
		flags: parseFlags(argv),
		environment,
		home: '/home/ann',
		files: memoryFiles({...files, ...(file === undefined ? {} : {[path]: file})}, modes),
		keyFault: keys => ('fly' in keys ? "no command is called 'fly'" : null),
		themes: ['default', 'mono'],
		ask: answers ? () => Promise.resolve(left.shift() ?? '') : null,
		isOpen: async ({url}) => open.includes(url),
	};
	return loadConfig(input);
};

const sources = async (world: World) =>
	(await load(world)).sources.map(({name, family, url}) => ({name, family, url}));

const credentials = async (world: World): Promise<readonly Credentials[]> =>
	Promise.all((await load(world)).sources.map(source => source.credentials()));

const keyPair = {type: 'basic', username: 'AK', password: 'SK'};

describe('the sources to watch', () => {
	const file =
		'sources:\n  prod: {url: "https://rancher.example.com"}\n  salt-eu: {url: "https://salt:8000", type: salt}\n';
	const environment = {RANCHER_URL: 'https://env.example.com/v3', RANCHER_TOKEN: 'token-a:b'};
	const files = {
		'/home/ann/.pepperrc': '[main]\nSALTAPI_URL=https://pepper:8000/\nSALTAPI_USER=ann\nSALTAPI_PASS=pw\n',
	};

	test('are those of the command line, if it names any', async () => {
		expect(await sources({argv: ['salt+https://other:8000/', 'prod'], file, environment, files})).toEqual([
			{name: 'other', family: 'salt', url: 'https://other:8000'},
			{name: 'prod', family: null, url: 'https://rancher.example.com'},
		]);
	});

	test('else all of the file', async () => {
		expect(await sources({file, environment, files})).toEqual([
			{name: 'prod', family: null, url: 'https://rancher.example.com'},
			{name: 'salt-eu', family: 'salt', url: 'https://salt:8000'},
		]);
	});

	test('else those of the environment', async () => {
		expect(await sources({environment: {...environment, SALTAPI_URL: 'https://s:8000'}, files})).toEqual([
			{name: 'env.example.com', family: 'rancher2', url: 'https://env.example.com'},
			{name: 's', family: 'salt', url: 'https://s:8000'},
		]);
	});

	test("else those of the vendors' files", async () => {
		expect(await sources({files})).toEqual([{name: 'pepper', family: 'salt', url: 'https://pepper:8000'}]);
	});

	test('else there is nothing to watch, and the way out is named', async () => {
		await expect(load({})).rejects.toThrow(
			/^nothing to watch: .*RANCHER_URL.*rwatch --demo shows the program at work$/,
		);
	});

	test.each([[['--demo']], [['--replay', 'x.ndjson']]])(
		'are none with %j, and no file is read',
		async argv => {
			expect(await sources({argv, file: 'not: [valid', environment, files})).toEqual([]);
		},
	);

	test('may be in the file without being watched: another is reached through them', async () => {
		const config = await load({
			argv: ['salt-eu'],
			file: 'sources:\n  prod: {url: "https://r", type: rancher2, token: "t:u"}\n  salt-eu: {url: "https://s", via: prod}\n',
		});
		expect(config.sources.map(({name, via}) => [name, via])).toEqual([['salt-eu', 'prod']]);
		expect(await config.named.get('prod')?.credentials()).toEqual({type: 'bearer', token: 't:u'});
	});

	test.each([
		[
			['https://a.example', 'https://b.example'],
			['a.example', 'b.example'],
		],
		[
			['http://127.0.0.1:8080', 'http://127.0.0.1:8081'],
			['127.0.0.1:8080', '127.0.0.1:8081'],
		],
		[
			['rancher1+http://a/v2-beta/projects/1a5', 'rancher1+http://a/v2-beta/projects/1a7'],
			['a-1a5', 'a-1a7'],
		],
		[
			['rancher1+http://127.0.0.1:21000', 'rancher1+http://127.0.0.1:21000/v2-beta/projects/1a5'],
			['127.0.0.1', '127.0.0.1-1a5'],
		],
		[
			[
				'https://a/k8s/clusters/c-x',
				'https://a/v3/projects/c-x%3Ap-y',
				'https://a/v3/clusters/c-x',
				'https://b/v3/clusters/c-x',
			],
			['a-c-x', 'a-c-x:p-y', 'a-c-x-2', 'b'],
		],
		[
			['https://a:1/v3/clusters/c-x', 'https://a:1/v3/clusters/c-y', 'https://a:2/v3/clusters/c-x'],
			['a:1-c-x', 'a:1-c-y', 'a:2'],
		],
		[
			['salt+https://a:8000', 'salt+https://a:8000/'],
			['a', 'a-2'],
		],
		[
			['https://prod', 'prod'],
			['prod-2', 'prod'],
		],
	])('%j are called %j', async (argv, names) => {
		expect((await sources({argv, file})).map(({name}) => name)).toEqual(names);
	});

	test.each([
		['ftp://a', {}, "the command line: 'ftp://a' is no address of a source"],
		['https://ann:pw@a:1', {}, 'the command line: a URL with a user name or password in it is refused (a:1)'],
		['salt+https://a:1', {SALTAPI_USER: 'ann'}, 'a:1: there is a user name but no password'],
	])('name the one that cannot be used as typed: %s', async (typed, environment, fault) => {
		const refused = await load({argv: [typed], environment}).catch((error: unknown) => error);
		expect(refused).toBeInstanceOf(UsageError);
		expect(String(refused)).toContain(`: ${fault}`);
	});

	test('must be known, when they are named', async () => {
		await expect(load({argv: ['prd'], file})).rejects.toThrow(
			`no source is called 'prd' in ${path} (did you mean 'prod'?); a URL begins with https://`,
		);
	});
});

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
		['tokenCommand: ["true"]', 'sources.p.tokenCommand: it gave nothing'],
	])('that cannot be had (%s) say so before anything else happens', async (line, message) => {
		const loading = load({file: `sources:\n  p:\n    url: https://r\n    ${line}\n`});
		await expect(loading).rejects.toThrow(`${path}:4: ${message}`);
		await expect(loading).rejects.toBeInstanceOf(UsageError);
	});

	test('of a command are fetched once for the first login, and anew for each after it', async () => {
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

describe('the environment', () => {
	test.each([
		[{RANCHER_URL: 'http://r:8080/v1'}, 'rancher1', 'http://r:8080/v1'],
		[{RANCHER_URL: 'http://r:8080/v2-beta/projects/1a5'}, 'rancher1', 'http://r:8080/v2-beta/projects/1a5'],
		[
			{RANCHER_URL: 'http://r:8080/v2-beta/', RANCHER_ENVIRONMENT: '1a7'},
			'rancher1',
			'http://r:8080/v2-beta/projects/1a7',
		],
		[
			{RANCHER_URL: 'http://r:8080', RANCHER_ENVIRONMENT: '1a7'},
			'rancher1',
			'http://r:8080/v2-beta/projects/1a7',
		],
		[
			{RANCHER_URL: 'http://r:8080/v2-beta/projects/1a5', RANCHER_ENVIRONMENT: '1a7'},
			'rancher1',
			'http://r:8080/v2-beta/projects/1a5',
		],
		[{RANCHER_URL: 'https://r/v3'}, 'rancher2', 'https://r'],
		[{RANCHER_URL: 'https://r/v3', RANCHER_ENVIRONMENT: '1a7'}, 'rancher2', 'https://r'],
		[{RANCHER_URL: 'https://r'}, null, 'https://r'],
		[{RANCHER_URL: 'rancher2+https://r'}, 'rancher2', 'https://r'],
	])('%j is %s at %s', async (environment, family, url) => {
		expect(await sources({environment})).toEqual([{name: 'r', family, url}]);
	});

	test.each([
		['http://r/v2-beta', 'rancher1'],
		['http://r', null],
	])('narrows %s to the Rancher 1 environment of a name, which the server resolves', async (url, family) => {
		const config = await load({environment: {RANCHER_URL: url, RANCHER_ENVIRONMENT: 'Prod'}});
		expect(config.sources).toMatchObject([{url, family, project: 'Prod'}]);
		expect(config.warnings).toEqual([]);
	});

	test('has certificates and their absence for a Rancher 2', async () => {
		const environment = {
			RANCHER_URL: 'https://r',
			RANCHER_CA_CERTS: authority.replaceAll('\n', '\\n'),
			RANCHER_INSECURE: 'true',
		};
		const [source] = (await load({environment})).sources;
		expect(source).toMatchObject({insecure: true, certificateAuthorities: authority});
		await expect(load({environment: {...environment, RANCHER_CA_CERTS: '/none.pem'}})).rejects.toThrow(
			'RANCHER_CA_CERTS: /none.pem: there is no such file',
		);
	});
});

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
			'/home/ann/.rancher/cli2.json is ignored: it is no JSON',
		]);
	});

	test.each([
		['.rancher/cli.json', '{bad SECRET', 'it is no JSON'],
		['.rancher/cli.json', '', 'it is no JSON'],
		['.rancher/cli2.json', '{"Servers": SECRET', 'it is no JSON'],
		['.rancher/cli2.json', '[]', 'Servers is missing'],
		[
			'.rancher/cli2.json',
			'{"Servers": {"a": {"url": "https://r", "tokenKey": 4711}}}',
			'Servers.a.tokenKey is wrong; expected string',
		],
		['.rancher/cli2.json', '{"Servers": {"a": {"url": "r"}}}', /no address of a source/],
		['.pepperrc', 'SECRET', 'it has no section [main] with SALTAPI_URL=https://…'],
	])(
		'of which %s alone is there and is %j are said to be broken, with the way out',
		async (name, text, words) => {
			const file = `/home/ann/${name}`;
			const loading = load({files: {[file]: text}});
			await expect(loading).rejects.toThrow(UsageError);
			await expect(loading).rejects.toThrow(`nothing to watch: ${file} is ignored: `);
			await expect(loading).rejects.toThrow(words);
			await expect(loading).rejects.toThrow(/; mend it, or name a server /);
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

describe('the configuration file', () => {
	test('names a cloud credential of the Rancher on the way instead of a password', async () => {
		const cloudCredential = 'Basic credID=cattle-global-data:cc-abcde usernameField=user passwordField=pass';
		const config = await load({
			argv: ['salt-eu'],
			file: `
sources:
  prod: {url: 'https://r', type: rancher2, token: 't:u'}
  salt-eu: {url: 'https://s', via: prod, username: saltdev, eauth: ldap, cloudCredential: '${cloudCredential}'}
`,
		});
		expect(config.sources).toMatchObject([{name: 'salt-eu', via: 'prod', cloudCredential}]);
		expect(await config.sources[0]?.credentials()).toEqual({
			type: 'login',
			username: 'saltdev',
			password: '',
			eauth: 'ldap',
		});
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
			warnings: [],
		});
	});

	test('has defaults', async () => {
		expect(await load({argv: ['--demo']})).toMatchObject({
			views: {},
			keys: {},
			stuckAfterMs: 300_000,
			theme: 'default',
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
		[
			'sources:\n  p:\n    url: https://r\n    toke: x',
			":4: sources.p.toke: unknown key (did you mean 'token'?)",
		],
		['soruces: {}', ":1: soruces: unknown key (did you mean 'sources'?)"],
		['sources:\n  p:\n    token: x', ':2: sources.p.url: missing; expected the URL of a server'],
		['sources:\n  p:\n', ':2: sources.p: expected a map with url, found nothing'],
		['- a', ':1: expected a map with sources, views, keys, stuckAfter and theme, found a list'],
		['sources: [a]', ':1: sources: expected a map of sources by name, found a list'],
		[
			'sources:\n  p:\n    url: https://r\n    readOnly: maybe',
			':4: sources.p.readOnly: expected true or false, found a text',
		],
		[
			'sources:\n  p:\n    url: https://r\n    type: k8s',
			':4: sources.p.type: expected rancher1, rancher2 or salt, found something else',
		],
		[
			'sources:\n  p:\n    url: https://r\n    tokenCommand: pass show x',
			':4: sources.p.tokenCommand: expected a program with its arguments, such as [pass, show, rancher], found a text',
		],
		[
			'sources:\n  p:\n    url: https://r\n    token: ""',
			':4: sources.p.token: expected a text that is not empty, found an empty text',
		],
		[
			'sources:\n  p:\n    url: rancher.example.com',
			":3: sources.p.url: 'rancher.example.com' is no address of a source; expected rancher1+https://",
		],
		[
			'sources:\n  p:\n    url: https://r\n    token: a\n    tokenEnv: B',
			':5: sources.p.tokenEnv: there is another token in this entry; expected one of them',
		],
		[
			'sources:\n  p:\n    url: https://r\n    token: a\n    password: b',
			':5: sources.p.password: expected either a token, or accessKey and secretKey, or username and password',
		],
		[
			'sources:\n  p:\n    url: https://r\n    accessKey: a',
			':2: sources.p.secretKey: missing; expected beside accessKey',
		],
		[
			'sources:\n  p:\n    url: https://r\n    password: a',
			':2: sources.p.username: missing; expected beside password',
		],
		[
			'sources:\n  p:\n    url: https://r\n    cloudCredential: Basic credID=c:d',
			':2: sources.p.via: missing; expected beside cloudCredential',
		],
		[
			'sources:\n  p:\n    url: https://r\n    password: a\n    cloudCredential: Basic credID=c:d',
			':4: sources.p.password: expected either this or cloudCredential',
		],
		[
			'sources:\n  p:\n    url: https://r\n    cloudCredential: "Basic\\r\\nX: y"',
			':4: sources.p.cloudCredential: expected a signer with the id of a cloud credential, such as Basic credID=',
		],
		[
			'sources:\n  p:\n    url: salt+https://r\n    type: rancher1',
			':4: sources.p.type: the url says salt; expected the same or none',
		],
		[
			'sources:\n  p:\n    url: https://r\n    caFile: /none.pem',
			':4: sources.p.caFile: /none.pem: there is no such file',
		],
		['sources:\n  p:\n    url: https://r\n    via: q', ":4: sources.p.via: no source is called 'q'"],
		[
			'sources:\n  p:\n    url: https://r\n    via: p',
			":4: sources.p.via: 'p' cannot be a way to it; expected a Rancher that is reached directly",
		],
		[
			'sources:\n  p:\n    url: https://r\n    username: ann',
			':2: sources.p: there is a user name but no password, and no terminal to ask for it in',
		],
		['views:\n  a:\n    kin: pods', ":3: views.a.kin: unknown key (did you mean 'kind'?)"],
		['views:\n  a:\n    filter: "("', ':3: views.a.filter: '],
		['views:\n  a:\n    sort: x:up', ':3: views.a.sort: '],
		['keys:\n  restart: r\n  fly: f', ":3: keys.fly: no command is called 'fly'"],
		[
			'keys:\n  restart: 5',
			':2: keys.restart: expected a key in quotes, such as r or ctrl-d, found a number',
		],
		['stuckAfter: 5', ':1: stuckAfter: expected a duration such as 5m, found a number'],
		['stuckAfter: soon', ':1: stuckAfter: expected a duration such as 500ms, 30s, 5m or 1h'],
		['theme: mnoo', ":1: theme: expected one of default, mono (did you mean 'mono'?)"],
		['a: 1\na: 2', ':2: not valid YAML: Map keys must be unique'],
		['sources:\n\tp: 1', ':2: not valid YAML: '],
	])('%j is refused in one line', async (file, message) => {
		const refusal = await load({file}).then(
			() => 'nothing',
			error => String(error),
		);
		expect(refusal).toContain(`UsageError: ${path}${message}`);
		expect(refusal).not.toContain('\n');
	});

	test('must exist when it is named', async () => {
		await expect(load({argv: ['--config', '/none.yaml']})).rejects.toThrow(
			'/none.yaml: there is no such configuration file',
		);
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
