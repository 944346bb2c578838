import {expect, test} from 'vitest';
import {placeOf} from '../../../source/sources/rancher2/place.ts';

test.each([
	['', null, null, false],
	['/v3', null, null, false],
	['/dashboard/home', null, null, false],
	['/v3/clusters/c-m-1', 'c-m-1', null, false],
	['/v3/cluster/c-m-1/', 'c-m-1', null, false],
	['/dashboard/c/c-m-1/explorer/pod', 'c-m-1', null, false],
	['/c/c-abcde/monitoring', 'c-abcde', null, false],
	['/v3/projects/c-m-1:p-2', 'c-m-1', 'c-m-1:p-2', false],
	['/v3/project/c-m-1%3Ap-2/workloads', 'c-m-1', 'c-m-1:p-2', false],
	['/k8s/clusters/c-m-1', 'c-m-1', null, true],
	['/k8s/clusters/local/v1', 'local', null, true],
])('%s names cluster %s and project %s', (path, cluster, project, direct) => {
	expect(placeOf(`https://r.example${path}`)).toEqual({cluster, project, direct});
});

test('a project without its cluster is refused', () => {
	expect(() => placeOf('https://r.example/v3/projects/p-1')).toThrow('p-1 is no project');
});
