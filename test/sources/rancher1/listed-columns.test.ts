import {expect, test} from 'vitest';
import {catalogueOf, firstCatalogue} from '../../../source/sources/rancher1/rows/catalogue.js';
import {createNames} from '../../../source/sources/rancher1/rows/names.js';
import {scopeOf} from '../../../source/sources/rancher1/rows/scope.js';
import {resourceOf} from '../../../source/sources/rancher1/rows/to-resource.js';
import {pageOf} from '../../../source/sources/rancher1/wire/frames.js';
import {bodyOf, rowsOf, schemasIn} from './answers.js';

const first = firstCatalogue('v2-beta');
const catalogue = catalogueOf(schemasIn('schemas-envkey'), first);
const project = 'prod/projects/project/1a5';

const titlesOf = (kind: string) =>
	catalogue.kinds.find(({name}) => name === kind)?.columns.map(({title, type}) => `${title} ${type}`);

test.each([
	[
		'list-certificates',
		{
			CN: 'shop.example',
			'EXPIRES AT': '2026-12-30 04:10',
			ISSUER: 'CN=shop.example',
			ALGORITHM: 'SHA256WITHRSA',
			'ISSUED AT': '2026-11-30 04:10',
			'KEY SIZE': 2048,
		},
	],
	[
		'list-healthcheckinstancehostmaps',
		{CONTAINER: 'prod/1a5/instance/1i240', HOST: 'prod/1a5/host/1h3', HEALTH: 'initializing'},
	],
	['list-serviceconsumemaps', {SERVICE: 'prod/1a5/service/1s8', 'CONSUMED SERVICE': 'prod/1a5/service/1s4'}],
	['list-projectmembers', {ROLE: 'owner', 'EXTERNAL ID TYPE': 'rancher_id', 'EXTERNAL ID': '1a1'}],
	['list-admin-settings', {'ACTIVE VALUE': '/dev/null', VALUE: '/dev/null'}],
	['list-mounts', {CONTAINER: 'prod/1a5/instance/1i85', VOLUME: 'prod/1a5/volume/1v65'}],
	['list-registrycredentials', {REGISTRY: 'prod/1a5/storagePool/1sp5'}],
	['list-externalservices', {ENDPOINTS: '192.0.2.80 192.0.2.81', TYPE: 'externalService'}],
])('%s says what its rows are about', (name, cells) => {
	expect(rowsOf(name)[0]?.cells).toMatchObject({PROJECT: project, ...cells});
	expect(JSON.stringify(rowsOf(name)[0]?.cells)).not.toContain('BEGIN CERTIFICATE');
});

test.each([
	['certificate', ['CN text', 'EXPIRES AT text', 'ISSUER text', 'ALGORITHM text']],
	['healthcheckInstanceHostMap', ['CONTAINER reference', 'HOST reference', 'HEALTH text']],
	['serviceConsumeMap', ['SERVICE reference', 'CONSUMED SERVICE reference']],
	['dnsService', ['SCALE text', 'IMAGE text', 'ENDPOINTS text', 'STACK reference', 'TYPE text']],
	['instance', ['HOST reference', 'IP text', 'IMAGE text', 'PORTS text', 'SERVICE reference']],
	['kubernetesStack', ['SERVICES number', 'CATALOG text']],
])('%s has these columns first', (kind, titles) => {
	expect(titlesOf(kind)?.slice(0, titles.length)).toEqual(titles);
});

test.each(['schemas-envkey', 'schemas-readonly', 'schemas-v1-envkey'] as const)(
	'each type of %s that can be listed is a kind of its own',
	name => {
		const schemas = schemasIn(name);
		const {kinds, collections} = catalogueOf(schemas, firstCatalogue(name.includes('v1') ? 'v1' : 'v2-beta'));
		const known = new Set(kinds.map(kind => kind.name));
		for (const kind of ['instance', 'externalService', 'loadBalancerService', 'dnsService', 'setting']) {
			expect(known).toContain(kind);
		}

		expect(known).toContain('projectMember');
		expect(known).not.toContain('schema');
		for (const kind of known) if (kind !== 'project') expect(collections.get(kind)).toMatch(/^[a-z]+$/);
		expect(collections.get('instance')).toBe('instances');
		expect(collections.get('stack')).toBe(name.includes('v1') ? 'environments' : 'stacks');
	},
);

test('a volume is on the host of its container, whichever of them is known first', () => {
	const scope = scopeOf('prod', '1a5', createNames(), new Map());
	const rows = (name: string) =>
		(pageOf(bodyOf(name))?.objects ?? []).map(object => resourceOf(object, scope));
	const [volume] = rows('list-real-volumes');
	const [container] = rows('list-real-containers');
	if (!volume || !container) throw new Error('no volume or no container');
	expect(volume.cells.HOST).toBeNull();
	scope.names.note(volume);
	const [observed] = scope.names.note(container);
	expect(observed).toMatchObject({key: volume.key, cells: {HOST: 'prod/1a5/host/1h1'}});
	expect(observed?.parents).toEqual(['prod/1a5/instance/1i1', 'prod/1a5/host/1h1', project]);
	expect(scope.names.note(container)).toEqual([]);
	expect(rows('list-real-volumes')[0]).toEqual(observed);
});

test('a collection that ignores the limit is whole, though it names a next page', () => {
	expect(pageOf(bodyOf('list-admin-settings'))?.next).toBeNull();
	expect(pageOf(bodyOf('list-containers'))?.next).toContain('marker=m3');
});
