import {expect, test} from 'vitest';
import type {Resource} from '../../../../source/model/resource.js';
import {clusterScope} from '../../../../source/sources/rancher2/rows/scope.js';
import {catalogueOf} from '../../../../source/sources/rancher2/steve/rows/catalogue.js';
import {containersOf} from '../../../../source/sources/rancher2/steve/rows/containers.js';
import {resourceOf} from '../../../../source/sources/rancher2/steve/rows/to-resource.js';
import {objectOf, type SteveObject} from '../../../../source/sources/rancher2/steve/wire/frames.js';
import {fixtureBody, fixtureLines} from '../fixture.js';

const scope = clusterScope('prod', 'local', null);
const catalogue = catalogueOf(fixtureLines('schemas-local.ndjson'), false);
const mebi = 2 ** 20;

const rowOf = (object: SteveObject, kind: string): Resource => {
	const type = catalogue.byKind.get(kind);
	if (!type) throw new Error(`no ${kind}`);
	return resourceOf(object, type, scope);
};

const recorded = (file: string): SteveObject => {
	const object = objectOf(fixtureBody(file));
	if (typeof object === 'string') throw new Error(object);
	return object;
};

const container = (name: string, requests = {}, limits = {}) => ({name, resources: {requests, limits}});

const pod = (spec: object) => ({id: 'shop/web', type: 'pod', spec}) as unknown as SteveObject;

test('a recorded pod and its container may use what they request and their limits', () => {
	const object = recorded('more/pod-web.steve.http');
	const row = rowOf(object, 'pod');
	const expected = {
		cpu: {request: 0.05, limit: null},
		memory: {request: 64 * mebi, limit: 128 * mebi},
	};
	expect(row.allowances).toEqual(expected);
	expect(containersOf(object, row, scope).map(({allowances}) => allowances)).toEqual([expected]);
});

test('a recorded node may use what can be allocated on it', () => {
	const {allowances} = rowOf(recorded('more/node-ready.steve.http'), 'node');
	expect(allowances).toEqual({
		cpu: {request: null, limit: 4},
		memory: {request: null, limit: 8 * 2 ** 30},
	});
});

test('a pod has a request or a limit only where all of its containers that run have one', () => {
	const containers = [
		container('app', {cpu: '100m', memory: '64Mi'}, {cpu: '1', memory: '128Mi'}),
		container('log', {cpu: '50m'}, {memory: '32Mi'}),
	];
	const initContainers = [
		container('migrate', {cpu: '2'}, {cpu: '2', memory: '2Gi'}),
		{...container('proxy', {cpu: '50m', memory: '10Mi'}, {memory: '20Mi'}), restartPolicy: 'Always'},
	];
	expect(rowOf(pod({containers, initContainers}), 'pod').allowances).toEqual({
		cpu: {request: expect.closeTo(0.2), limit: null},
		memory: {request: null, limit: 180 * mebi},
	});
});

test('what a pod says for itself as a whole goes before its containers', () => {
	const containers = [container('app', {cpu: '100m'})];
	const resources = {requests: {cpu: '1'}, limits: {cpu: '2', memory: '1Gi'}};
	expect(rowOf(pod({containers, resources}), 'pod').allowances).toEqual({
		cpu: {request: 1, limit: 2},
		memory: {request: null, limit: 2 ** 30},
	});
});

test('pods of one template share what they may use, and other kinds have nothing of that sort', () => {
	const spec = {containers: [container('app', {cpu: '100m'})]};
	expect(rowOf(pod(spec), 'pod').allowances).toBe(rowOf(pod(structuredClone(spec)), 'pod').allowances);
	expect(rowOf({...pod({}), type: 'service'}, 'service')).not.toHaveProperty('allowances');
});
