import {expect, test} from 'vitest';
import type {Resource} from '../../../../source/model/resource.js';
import {webAddressOf} from '../../../../source/sources/rancher1/rows/web-address.js';
import {resource} from '../../../state/stage.js';

const url = 'https://rancher.example.com/r1/v2-beta/projects/1a5';
const of = (kind: string, id: string, changes: Partial<Resource> = {}) =>
	webAddressOf(resource(kind, 'web', {id, scope: '1a5', ...changes}), url);

test.each([
	['host', '1h1', 'infra/hosts/1h1'],
	['container', '1i12', 'infra/containers/1i12'],
	['virtualmachine', '1i13', 'infra/vms/1i13'],
	['stack', '1st3', 'apps/stacks/1st3'],
	['storagePool', '1sp2', 'infra/storagepools/1sp2'],
])('a %s has a page', (kind, id, page) => {
	expect(of(kind, id)).toBe(`https://rancher.example.com/r1/env/1a5/${page}`);
});

test('a service is within its stack', () => {
	const parents = ['prod/projects/project/1a5', 'prod/1a5/stack/1st3'];
	expect(of('service', '1s7', {parents})).toBe(
		'https://rancher.example.com/r1/env/1a5/apps/stacks/1st3/services/1s7',
	);
	expect(of('service', '1s7')).toBeNull();
});

test('an environment is the page that it begins with', () => {
	expect(of('project', '1a5', {scope: 'projects'})).toBe('https://rancher.example.com/r1/env/1a5');
});

test('a kind without pages has no address, and nothing of an id leads elsewhere', () => {
	expect(of('mount', '1m1')).toBeNull();
	expect(of('host', '../x?y#z')).toBe('https://rancher.example.com/r1/env/1a5/infra/hosts/..%2Fx%3Fy%23z');
});
