import {describe, expect, test} from 'vitest';
import {UsageError} from '../../source/model/errors.js';
import {load, path, sources} from './world.js';

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
		['ftp://a', {}, "the command line: 'ftp://a' is not the address of a source"],
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
