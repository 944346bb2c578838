import {describe, expect, test} from 'vitest';
import {authority, load, sources} from './world.js';

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

	test.each([
		['rancher1+http://r:8080', {}, {url: 'http://r:8080/v2-beta/projects/1a7'}],
		['rancher1+http://r:8080/v2-beta/projects/1a5', {}, {url: 'http://r:8080/v2-beta/projects/1a5'}],
		['http://r:8080', {}, {url: 'http://r:8080', project: '1a7'}],
		['rancher1+http://r:8080', {RANCHER_URL: 'http://r:8080'}, {url: 'http://r:8080/v2-beta/projects/1a7'}],
		['rancher1+http://r:8080', {RANCHER_URL: 'http://other'}, {url: 'http://r:8080'}],
		['rancher2+https://r', {}, {url: 'https://r'}],
	])('narrows %s on the command line to RANCHER_ENVIRONMENT, with %j', async (url, more, expected) => {
		const config = await load({argv: [url], environment: {...more, RANCHER_ENVIRONMENT: '1a7'}});
		expect(config.sources).toMatchObject([expected]);
		if (!('project' in expected)) expect(config.sources[0]).not.toHaveProperty('project');
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
