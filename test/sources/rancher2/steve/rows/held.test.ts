import {expect, test} from 'vitest';
import {clusterScope} from '../../../../../source/sources/rancher2/rows/scope.js';
import {catalogueOf} from '../../../../../source/sources/rancher2/steve/rows/catalogue.js';
import {heldBy, Leaving} from '../../../../../source/sources/rancher2/steve/rows/held.js';
import {resourceOf} from '../../../../../source/sources/rancher2/steve/rows/to-resource.js';
import type {SteveObject} from '../../../../../source/sources/rancher2/steve/wire/frames.js';
import {fixtureBody, fixtureLines} from '../../fixture.js';

const catalogue = catalogueOf(fixtureLines('schemas-local.ndjson'), false);
const scope = clusterScope('prod', 'local', null);

const recorded = (file: string, kind: string) => {
	const object = fixtureBody(`more/${file}.steve.http`) as SteveObject;
	const type = catalogue.byKind.get(kind);
	if (!type) throw new Error(`no kind ${kind}`);
	return {object, row: resourceOf(object, type, scope)};
};

const pod = recorded('pod-leaving-kept', 'pod');
const held = 'pod kept is held by finalizer rig.example.com/never';

test('a namespace that does not say what keeps it names the pods that are held in it', () => {
	const namespace = recorded('namespace-leaving', 'namespace');
	const leaving = new Leaving();
	expect(leaving.namespace(namespace.object, namespace.row).message).toBeNull();
	expect(leaving.pod(pod.object, pod.row.key).map(({id, message}) => [id, message])).toEqual([
		['leaving', held],
	]);
	expect(leaving.pod(pod.object, pod.row.key)).toEqual([]);
	expect(leaving.forget(pod.object, pod.row.key).map(({message}) => message)).toEqual([null]);
});

test('the pods may be known before their namespace', () => {
	const namespace = recorded('namespace-leaving', 'namespace');
	const leaving = new Leaving();
	expect(leaving.pod(pod.object, pod.row.key)).toEqual([]);
	leaving.pod(pod.object, `${pod.row.key}-2`);
	expect(leaving.namespace(namespace.object, namespace.row).message).toBe(`${held}, and 1 more`);
	leaving.retainPods(new Set([pod.row.key]));
	expect(leaving.namespace(namespace.object, namespace.row).message).toBe(held);
});

test('a namespace that went unheard is forgotten with the next listing', () => {
	const namespace = recorded('namespace-leaving', 'namespace');
	const leaving = new Leaving();
	leaving.namespace(namespace.object, namespace.row);
	leaving.retainNamespaces(new Set([namespace.row.key]));
	expect(leaving.pod(pod.object, pod.row.key)).toHaveLength(1);
	leaving.retainNamespaces(new Set());
	expect(leaving.forget(pod.object, pod.row.key)).toEqual([]);
});

test('its own words and those of its pods are both shown', () => {
	const {object, row} = recorded('namespace-leaving-configmap', 'namespace');
	const leaving = new Leaving();
	const inside = {...pod.object, metadata: {...(pod.object.metadata as object), namespace: 'leaving2'}};
	leaving.pod(inside, 'key');
	expect(leaving.namespace(object, row).message).toBe(`${held}; ${row.message ?? ''}`);
});

test.each([
	[{finalizers: ['a', 'b/c'], deletionTimestamp: '2026-01-01T00:00:00Z'}, 'held by finalizers a, b/c'],
	[{finalizers: ['a'], deletionTimestamp: null}, null],
	[{finalizers: [], deletionTimestamp: '2026-01-01T00:00:00Z'}, null],
	[{deletionTimestamp: '2026-01-01T00:00:00Z'}, null],
])('%j is %s', (metadata, words) => {
	expect(heldBy(metadata)).toBe(words);
});
