import {expect, test} from 'vitest';
import {UsageError} from '../../../../source/model/errors.js';
import {placeOf} from '../../../../source/sources/rancher2/wire/place.js';

test.each([
	['', null, null, false],
	['/v3', null, null, false],
	['/', null, null, false],
	['/v3/', null, null, false],
	['/v1', null, null, false],
	['/v3/clusters', null, null, false],
	['/v3/projects/', null, null, false],
	['/dashboard', null, null, false],
	['/dashboard/', null, null, false],
	['/dashboard/home', null, null, false],
	['/dashboard/auth/login', null, null, false],
	['/dashboard/c/_/manager/provisioning.cattle.io.cluster', null, null, false],
	['/dashboard/c/_', null, null, false],
	['/g', null, null, false],
	['/g/clusters', null, null, false],
	['/login', null, null, false],
	['/v3/clusters/c-m-1', 'c-m-1', null, false],
	['/v3/cluster/c-m-1/', 'c-m-1', null, false],
	['/dashboard/c/c-m-1/explorer/pod', 'c-m-1', null, false],
	['/c/c-abcde/monitoring', 'c-abcde', null, false],
	['/v3/projects/c-m-1:p-2', 'c-m-1', 'c-m-1:p-2', false],
	['/v3/project/c-m-1%3Ap-2/workloads', 'c-m-1', 'c-m-1:p-2', false],
	['/p/c-abcde:p-2/workloads', 'c-abcde', 'c-abcde:p-2', false],
	['/k8s/clusters/c-m-1', 'c-m-1', null, true],
	['/k8s/clusters/local/v1', 'local', null, true],
])('%s names cluster %s and project %s', (path, cluster, project, direct) => {
	expect(placeOf(`https://r.example${path}`)).toEqual({cluster, project, direct});
});

test('a project without its cluster is refused', () => {
	expect(() => placeOf('https://r.example/v3/projects/p-1')).toThrow('p-1 is not a project');
});

test.each(['/v3/foo', '/foo', '/v3-public', '/dashboards', '/k8s/foo', '/v2-beta/projects/1a5', '/%zz'])(
	'%s says nothing of what is wanted, and is refused with what does',
	path => {
		const read = () => placeOf(`https://r.example${path}`);
		expect(read).toThrow(UsageError);
		expect(read).toThrow(
			/names no cluster or project; expected https:\/\/r.example for all, or \/v3\/clusters\/c-x, .*\/k8s\/clusters\/c-x/,
		);
	},
);
