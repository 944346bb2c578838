import {expect, test} from 'vitest';
import {isObject} from '../../../../source/model/json-object.js';
import {inCluster, objectPath} from '../../../../source/sources/rancher2/wire/path.js';
import {mapOf, mapsOf, textOf} from '../../../../source/sources/requests/json-fields.js';
import {fixtureBody, fixtureNames} from '../fixture.js';

test('a name stands in an address as the links of the server have it', () => {
	expect(objectPath('/v1/rbac.authorization.k8s.io.clusterroles', 'system:controller:node')).toBe(
		'/v1/rbac.authorization.k8s.io.clusterroles/system:controller:node',
	);
	expect(objectPath('/v1/pods', 'shop/a b?c%d#e')).toBe('/v1/pods/shop/a%20b%3Fc%25d%23e');
});

test.each(fixtureNames(/^(?:list-.*|norman-.*s)\.http$/))(
	'the addresses of the objects in %s are made alike',
	file => {
		const body = fixtureBody(file);
		if (!isObject(body)) throw new Error('no object');
		for (const object of mapsOf(body, 'data')) {
			const self = textOf(mapOf(object, 'links'), 'self') ?? '';
			const id = textOf(object, 'id') ?? '';
			const collection = self.slice(0, -id.length - 1);
			if (self !== '') expect(objectPath(collection, id)).toBe(self);
		}
	},
);

test.each([
	['https://rancher.example/v1/pods/shop/web', '/k8s/clusters/local', '/k8s/clusters/local/v1/pods/shop/web'],
	[
		'https://rancher.example/apis/apps/v1/x?y=1',
		'/k8s/clusters/local',
		'/k8s/clusters/local/apis/apps/v1/x?y=1',
	],
	['https://rancher.example/k8s/clusters/c-1/v1/pods/a', '/k8s/clusters/c-1', '/k8s/clusters/c-1/v1/pods/a'],
	['https://rancher.example/v1/x/a:b', null, '/v1/x/a:b'],
])('the link %s leads into the cluster that was asked', (link, cluster, path) => {
	expect(inCluster(link, cluster)).toBe(path);
});
