import {describe, expect, test} from 'vitest';
import {credentials, load, sources} from '../world.js';

const pepper = (sections: Readonly<Record<string, string>>) => ({
	'/home/ann/.pepperrc': Object.entries(sections)
		.map(([name, lines]) => `[${name}]\n${lines}\n`)
		.join('\n'),
});

const cli2 = (Servers: Readonly<Record<string, unknown>>, CurrentServer?: string) => ({
	'/home/ann/.rancher/cli2.json': JSON.stringify({Servers, CurrentServer}),
});

const good = {url: 'https://two', tokenKey: 'token-a:b'};
// What `rancher server delete` and failed logins leave behind (rancher/rancher#46997).
const leftover = {accessKey: '', secretKey: '', tokenKey: '', url: '', cacert: '', kubeCredentials: null};

describe("pepper's file", () => {
	const files = pepper({
		main: 'SALTAPI_URL=https://main:8000/\nSALTAPI_USER=dev\nSALTAPI_PASS=one',
		staging: 'SALTAPI_URL=https://staging:8000/\nSALTAPI_USER=ops\nSALTAPI_PASS=two\nSALTAPI_EAUTH=ldap',
	});

	test('is read in the profile that PEPPERPROFILE names', async () => {
		const environment = {PEPPERPROFILE: 'staging'};
		expect(await sources({files, environment})).toMatchObject([{url: 'https://staging:8000'}]);
		expect(await credentials({files, environment})).toEqual([
			{type: 'login', username: 'ops', password: 'two', eauth: 'ldap'},
		]);
	});

	test('without the profile that is named says so', async () => {
		const loading = load({files, environment: {PEPPERPROFILE: 'prod'}});
		await expect(loading).rejects.toThrow(
			/\.pepperrc is ignored: it has no section \[prod\], which PEPPERPROFILE/,
		);
	});

	test('takes from the section DEFAULT what the profile lacks', async () => {
		const shared = pepper({
			DEFAULT: 'SALTAPI_EAUTH=pam',
			main: 'SALTAPI_URL=https://m\nSALTAPI_USER=u\nSALTAPI_PASS=p',
		});
		expect(await credentials({files: shared})).toMatchObject([{eauth: 'pam'}]);
	});

	test('without a URL means the master on this machine', async () => {
		const local = pepper({main: 'SALTAPI_USER=dev\nSALTAPI_PASS=one'});
		expect(await sources({files: local})).toMatchObject([{family: 'salt', url: 'https://localhost:8000'}]);
	});

	test('without a URL has the password for the one in the environment', async () => {
		const world = {
			files: pepper({main: 'SALTAPI_USER=dev\nSALTAPI_PASS=one'}),
			environment: {SALTAPI_URL: 'https://far:8000'},
		};
		expect(await sources(world)).toMatchObject([{url: 'https://far:8000'}]);
		expect(await credentials(world)).toMatchObject([{username: 'dev', password: 'one'}]);
	});
});

describe("the Rancher 2 CLI's file", () => {
	test('gives the current server, whatever else is broken in it', async () => {
		const files = cli2({leftover, odd: 7, two: good}, 'two');
		const config = await load({files});
		expect(config.sources).toMatchObject([{url: 'https://two'}]);
		expect(config.warnings).toEqual([
			expect.stringMatching(/Servers\.leftover is ignored: .* is not the address of a source/),
			expect.stringMatching(/Servers\.odd is ignored: the whole is wrong; expected Object/),
		]);
	});

	test('whose current server is broken says which', async () => {
		const loading = load({files: cli2({leftover, two: good}, 'leftover')});
		await expect(loading).rejects.toThrow(/nothing to watch: .*Servers\.leftover is ignored: /);
	});

	test('names the proxy of a server', async () => {
		const config = await load({files: cli2({two: {...good, proxyUrl: 'http://proxy:3128'}}, 'two')});
		expect(config.sources).toMatchObject([{url: 'https://two', proxy: 'http://proxy:3128'}]);
	});

	test('names the proxy of a server that is typed, too', async () => {
		const files = cli2({two: {...good, proxyUrl: 'http://proxy:3128'}}, 'two');
		const config = await load({files, argv: ['rancher2+https://two']});
		expect(config.sources).toMatchObject([{proxy: 'http://proxy:3128'}]);
	});
});

describe("the Rancher 1 CLI's file", () => {
	const keys = {accessKey: 'AK', secretKey: 'SK'};

	test('without a URL has the keys for the one in the environment', async () => {
		const world = {
			files: {'/home/ann/.rancher/cli.json': JSON.stringify({...keys, url: ''})},
			environment: {RANCHER_URL: 'http://r:8080/v2-beta'},
		};
		expect(await credentials(world)).toEqual([{type: 'basic', username: 'AK', password: 'SK'}]);
	});

	test('without a URL anywhere says so', async () => {
		const loading = load({files: {'/home/ann/.rancher/cli.json': JSON.stringify(keys)}});
		await expect(loading).rejects.toThrow(/cli\.json is ignored: it has no url; /);
	});
});
