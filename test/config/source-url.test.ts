import {describe, expect, test} from 'vitest';
import {urlParser} from '../../source/config/source-url.js';
import {families} from '../../source/families.js';
import {UsageError} from '../../source/model/errors.js';

const parseUrl = urlParser(families);

describe('the URL of a source', () => {
	test.each([
		['rancher1+https://host', 'rancher1', 'https://host'],
		['rancher1+http://host:8080/', 'rancher1', 'http://host:8080'],
		['rancher1+https://host/v2-beta/projects/1a5', 'rancher1', 'https://host/v2-beta/projects/1a5'],
		['rancher2+https://host/v3', 'rancher2', 'https://host'],
		['rancher2+https://host/v3/clusters/c-x', 'rancher2', 'https://host/v3/clusters/c-x'],
		['rancher2+https://host/v3/projects/c-x:p-y', 'rancher2', 'https://host/v3/projects/c-x:p-y'],
		['rancher2+https://host/k8s/clusters/c-x', 'rancher2', 'https://host/k8s/clusters/c-x'],
		['salt+https://host:8000', 'salt', 'https://host:8000'],
		['salt+https://host/salt-api/', 'salt', 'https://host/salt-api'],
		['https://host', null, 'https://host'],
		['https://host/v1', 'rancher1', 'https://host/v1'],
		['https://host/v2-beta', 'rancher1', 'https://host/v2-beta'],
		['https://host/v3/clusters/c-x', 'rancher2', 'https://host/v3/clusters/c-x'],
		['HTTPS://Host/', null, 'https://host'],
		['http://[::1]:8080', null, 'http://[::1]:8080'],
	])('%s is a %s at %s', (text, family, url) => {
		expect(parseUrl(text, 'source')).toEqual({family, url});
	});

	test.each([
		['https://host/env/1a5/apps/stacks', 'rancher1', 'https://host/v2-beta/projects/1a5'],
		['https://host/dashboard/c/c-m-abc/explorer/pod', 'rancher2', 'https://host/k8s/clusters/c-m-abc'],
		['https://host/dashboard', 'rancher2', 'https://host'],
		['https://host/dashboard/', 'rancher2', 'https://host'],
		['https://host/dashboard/home', 'rancher2', 'https://host'],
		['https://host/dashboard/auth/login?timed-out', 'rancher2', 'https://host'],
		['https://host/dashboard/c/_/manager/provisioning.cattle.io.cluster#x', 'rancher2', 'https://host'],
		['https://host/dashboard/c/_', 'rancher2', 'https://host'],
		[
			'https://host/dashboard/c/local/explorer/pod/shop/web?as=yaml',
			'rancher2',
			'https://host/k8s/clusters/local',
		],
		['https://host/g/clusters', 'rancher2', 'https://host'],
		['https://host/g/clusters/c-x', 'rancher2', 'https://host/v3/clusters/c-x'],
		['https://host/login', null, 'https://host'],
		['rancher2+https://host/login', 'rancher2', 'https://host'],
		['https://host/v2-beta/projects/1a5/containers', 'rancher1', 'https://host/v2-beta/projects/1a5'],
		['https://host/v3/clusters/c-x/nodes', 'rancher2', 'https://host/v3/clusters/c-x'],
		['https://host/v3/clusters', 'rancher2', 'https://host'],
		['https://host/k8s/clusters/c-x/v1/pods', 'rancher2', 'https://host/k8s/clusters/c-x'],
		['https://host/v1/management.cattle.io.clusters', 'rancher2', 'https://host'],
		['https://host/c/c-x/monitoring', 'rancher2', 'https://host/v3/clusters/c-x'],
		['https://host/p/c-x:p-y/workloads', 'rancher2', 'https://host/v3/projects/c-x:p-y'],
	])('%s, pasted from the browser, is a %s at %s', (text, family, url) => {
		expect(parseUrl(text, 'source')).toEqual({family, url});
	});

	test.each([
		['https://key:hunter2@host', 'user name or password'],
		['https://hunter2@host', 'user name or password'],
		['rancher1+https://key:hun/ter2@host', 'is not the address of a source'],
		['https://host/?token=hunter2', 'has nothing after ? or #'],
		['https://host/#hunter2', 'has nothing after ? or #'],
		['ftp://host', "'ftp://host' is not the address of a source; expected rancher1+https://"],
		['rancher3+https://host', "'rancher3+' is not a family of servers"],
		['https://', 'is not the address of a source'],
	])('%s is refused', (text, message) => {
		const refuse = () => parseUrl(text, 'source');
		expect(refuse).toThrow(UsageError);
		expect(refuse).toThrow(message);
		expect(refuse).not.toThrow(/hunter2|ter2/);
	});

	test('with credentials in it is refused with the ways to give them', () => {
		expect(() => parseUrl('https://a:b@host', 'source')).toThrow(
			/configuration file \(tokenCommand.*environment \(RANCHER_ACCESS_KEY.*SALTAPI_USER.*prompt$/,
		);
	});
});
