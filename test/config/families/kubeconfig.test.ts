import {describe, expect, test} from 'vitest';
import {stringify} from 'yaml';
import {UsageError} from '../../../source/model/errors.js';
import {authority, credentials, load, sources, type World} from '../world.js';

type Part = Readonly<Record<string, unknown>>;

/** A kubeconfig in which each context has a cluster and a user of its own name. */
const kubeconfig = (contexts: Readonly<Record<string, {server: string; cluster?: Part; user?: Part}>>) =>
	stringify({
		apiVersion: 'v1',
		kind: 'Config',
		contexts: Object.keys(contexts).map(name => ({name, context: {cluster: name, user: name}})),
		clusters: Object.entries(contexts).map(([name, {server, cluster}]) => ({
			name,
			cluster: {server, ...cluster},
		})),
		users: Object.entries(contexts).map(([name, {user}]) => ({name, user: user ?? {}})),
	});

const at = (cluster: string, host = 'r') => `https://${host}/k8s/clusters/${cluster}`;

const usual = (text: string, more: Partial<World> = {}): World => ({
	...more,
	files: {'/home/ann/.kube/config': text, ...more.files},
});

const exec = (more: Part = {}) => ({
	exec: {apiVersion: 'client.authentication.k8s.io/v1beta1', command: 'rancher', args: ['token'], ...more},
});

const answer = (status: Part, apiVersion = 'client.authentication.k8s.io/v1beta1') => ({
	status: 'exit code 0',
	isGood: true,
	output: JSON.stringify({kind: 'ExecCredential', apiVersion, status}),
});

describe('without anything else', () => {
	test('there is one source for each Rancher and token; what leads to a cluster itself is skipped', async () => {
		const text = kubeconfig({
			shop: {server: at('c-1'), user: {token: 'a:b'}},
			lab: {server: at('c-2'), user: {token: 'a:b'}},
			'shop-fqdn': {server: 'https://10.0.0.1:6443', user: {token: 'a:b'}},
			mine: {server: at('c-2'), user: {token: 'c:d'}},
			far: {server: at('local', 'other'), user: {token: 'a:b'}},
			asked: {server: at('c-9'), user: exec()},
			kind: {server: 'https://127.0.0.1:6443', user: {'client-certificate-data': 'eA=='}},
		});
		expect(await sources(usual(text))).toEqual([
			{name: 'r', family: 'rancher2', url: 'https://r'},
			{name: 'mine', family: 'rancher2', url: at('c-2')},
			{name: 'far', family: 'rancher2', url: at('local', 'other')},
		]);
		expect(await credentials(usual(text))).toEqual([
			{type: 'bearer', token: 'a:b'},
			{type: 'bearer', token: 'c:d'},
			{type: 'bearer', token: 'a:b'},
		]);
	});

	test('of contexts of one cluster and token the current one gives the name', async () => {
		const user = {token: 'a:b'};
		const text = `current-context: two\n${kubeconfig({one: {server: at('c-1'), user}, two: {server: at('c-1'), user}})}`;
		expect(await sources(usual(text))).toMatchObject([{name: 'two', url: at('c-1')}]);
	});

	test('the files of other tools go first', async () => {
		const cli2 = {Servers: {a: {url: 'https://cli', tokenKey: 'x:y'}}, CurrentServer: 'a'};
		const files = {'/home/ann/.rancher/cli2.json': JSON.stringify(cli2)};
		expect(await sources(usual('{broken', {files}))).toMatchObject([{url: 'https://cli'}]);
	});

	test('and with contexts that run a program only, one is to be named', async () => {
		const text = kubeconfig({shop: {server: at('c-1'), user: exec()}});
		await expect(load(usual(text))).rejects.toThrow(/^nothing to watch: no context .* \(rwatch shop\)/);
	});

	test('an empty kubeconfig is no fault', async () => {
		const text = 'apiVersion: v1\nkind: Config\nclusters: null\ncontexts: null\nusers: null\n';
		await expect(load(usual(text))).rejects.toThrow(/^nothing to watch: name a server/);
	});
});

describe('a context that is named', () => {
	test('brings its token, and all that says how its server is reached', async () => {
		const encoded = Buffer.from(authority).toString('base64');
		const cluster = {
			'certificate-authority-data': encoded,
			'proxy-url': 'http://proxy:3128',
			'tls-server-name': 'rancher.example',
			'insecure-skip-tls-verify': true,
		};
		const text = kubeconfig({shop: {server: `${at('c-1')}/`, cluster, user: {token: 'a:b'}}});
		const config = await load(usual(text, {argv: ['shop']}));
		expect(config.sources).toMatchObject([
			{
				name: 'shop',
				family: 'rancher2',
				url: at('c-1'),
				certificateAuthorities: authority,
				proxy: 'http://proxy:3128',
				serverName: 'rancher.example',
				insecure: true,
			},
		]);
	});

	test('has paths that begin where its file is; a token file goes before the token', async () => {
		const text = kubeconfig({
			shop: {
				server: at('c-1'),
				cluster: {'certificate-authority': 'ca.pem'},
				user: {token: 'old:1', tokenFile: 'token'},
			},
		});
		const files = {'/home/ann/.kube/ca.pem': authority, '/home/ann/.kube/token': 'new:2\n'};
		const world = usual(text, {argv: ['shop'], files});
		expect((await load(world)).sources).toMatchObject([{certificateAuthorities: authority}]);
		expect(await credentials(world)).toEqual([{type: 'bearer', token: 'new:2'}]);
	});

	test('is looked up in all files of KUBECONFIG, of which the first decides', async () => {
		const files = {
			'/k/one': kubeconfig({shop: {server: at('c-1'), user: {token: 'first:1'}}}),
			'/k/two': kubeconfig({
				shop: {server: at('c-7'), user: {token: 'second:2'}},
				lab: {server: at('c-2'), user: {token: 'lab:3'}},
			}),
		};
		const environment = {KUBECONFIG: '/k/none:/k/one::/k/two'};
		expect(await sources({files, environment, argv: ['shop', 'lab']})).toMatchObject([
			{name: 'shop', url: at('c-1')},
			{name: 'lab', url: at('c-2')},
		]);
		expect(await credentials({files, environment, argv: ['shop']})).toMatchObject([{token: 'first:1'}]);
	});

	test('warns of a file with a token that others can read', async () => {
		const text = kubeconfig({shop: {server: at('c-1'), user: {token: 'a:b'}}});
		const modes = {'/home/ann/.kube/config': 0o644};
		const warnings = [expect.stringContaining('chmod 600 /home/ann/.kube/config')];
		expect((await load(usual(text, {argv: ['shop'], modes}))).warnings).toEqual(warnings);
		expect((await load(usual(text, {modes}))).warnings).toEqual(warnings);
	});

	test('gives way to a source of that name in the configuration', async () => {
		const text = kubeconfig({shop: {server: at('c-1'), user: {token: 'a:b'}}});
		const file = 'sources:\n  shop: {url: rancher2+https://own, token: "o:w"}\n';
		expect(await sources(usual(text, {file, argv: ['shop']}))).toMatchObject([{url: 'https://own'}]);
	});

	test.each([
		[
			'is not a Rancher',
			kubeconfig({x: {server: 'https://10.0.0.1:6443'}}),
			/context 'x' is not a Rancher's/,
		],
		['is missing', stringify({contexts: [{name: 'x', context: {cluster: 'c'}}]}), /not a Rancher's/],
		['is in a broken file', 'contexts: [\ntoken: SECRET', /\.kube\/config:\d+: not valid YAML/],
		['has a number for a token', 'users: [{name: x, user: {token: 4711}}]', /token is wrong; expected/],
	])('whose server or file %s is one clear line', async (_title, text, words) => {
		const loading = load(usual(text, {argv: ['x']}));
		await expect(loading).rejects.toThrow(UsageError);
		await expect(loading).rejects.toThrow(words);
		await expect(loading).rejects.not.toThrow(/SECRET|4711|\n/);
	});
});

describe('a program for credentials', () => {
	const text = kubeconfig({
		shop: {server: at('c-1'), user: exec({command: './bin/login', env: [{name: 'A', value: 'b'}]})},
	});

	test('gets its arguments and environment, and gives a token with its end', async () => {
		const ran: unknown[] = [];
		const world = usual(text, {
			argv: ['shop'],
			environment: {HOME: '/home/ann'},
			run: async command => {
				ran.push(command);
				return answer({token: 'e:x', expirationTimestamp: '2030-01-02T03:04:05Z'});
			},
		});
		expect(await credentials(world)).toEqual([
			{type: 'bearer', token: 'e:x', expiresAt: Date.parse('2030-01-02T03:04:05Z')},
		]);
		expect(ran).toMatchObject([
			{
				program: '/home/ann/.kube/bin/login',
				arguments_: ['token'],
				environment: {HOME: '/home/ann', A: 'b', KUBERNETES_EXEC_INFO: expect.stringContaining('v1beta1')},
			},
		]);
	});

	test.each([
		['prints no JSON', {...answer({}), output: 'SECRET'}, /printed no ExecCredential/],
		['fails', {status: 'exit code 3', isGood: false, output: 'SECRET'}, /ended with exit code 3/],
		['has another version', answer({token: 'SECRET'}, 'client.authentication.k8s.io/v1'), /another version/],
		['has a certificate', answer({clientCertificateData: 'SECRET'}), /gave no token/],
	])('that %s is one line without what it printed', async (_title, ended, words) => {
		const loading = load(usual(text, {argv: ['shop'], run: async () => ended}));
		await expect(loading).rejects.toThrow(UsageError);
		await expect(loading).rejects.toThrow(words);
		await expect(loading).rejects.not.toThrow(/SECRET/);
	});

	test('that wants a terminal is not run', async () => {
		const asking = kubeconfig({shop: {server: at('c-1'), user: exec({interactiveMode: 'Always'})}});
		await expect(load(usual(asking, {argv: ['shop']}))).rejects.toThrow(/wants to ask in a terminal/);
	});
});
