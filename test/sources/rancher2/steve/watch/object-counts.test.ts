import {describe, expect, test} from 'vitest';
import {isObject} from '../../../../../source/model/json-object.js';
import {catalogueOf} from '../../../../../source/sources/rancher2/steve/rows/catalogue.js';
import {readCounts, readNames} from '../../../../../source/sources/rancher2/steve/watch/object-counts.js';
import {frameOf} from '../../../../../source/sources/rancher2/steve/wire/frames.js';
import type {Api} from '../../../../../source/sources/rancher2/wire/api.js';
import {failureOf} from '../../../../../source/sources/rancher2/wire/failure.js';
import {fixture, fixtureText} from '../../fixture.js';

const base = '/k8s/clusters/local/v1';
const {signal} = new AbortController();

/** An API that answers everything with a recorded answer, and keeps what was asked. */
const answering = (file: string): Pick<Api, 'call'> & {readonly asked: string[]} => {
	const {status, body} = fixture(file);
	const asked: string[] = [];
	return {
		asked,
		async call({path, attempted}) {
			asked.push(path);
			if (status >= 400) throw failureOf(attempted, `https://rancher.example${path}`, status, body);
			const read: unknown = JSON.parse(body);
			return isObject(read) ? read : {};
		},
	};
};

const schemas = fixtureText('schemas-local.ndjson')
	.split('\n')
	.filter(line => line.startsWith('{'))
	.map(line => JSON.parse(line));

const typeOf = (kind: string) => {
	const type = catalogueOf(schemas, false).byKind.get(kind);
	if (type) return type;
	throw new Error(`no schema of ${kind}`);
};

describe('counts of a real server', () => {
	test('are reported whole and by namespace', async () => {
		const census = await readCounts(answering('more/ghost-counts.http'), base, signal);
		expect(census?.count('pod', null)).toBe(56);
		expect(census?.count('pod', new Set(['outage']))).toBe(4);
		expect(census?.count('pod', new Set(['outage', 'shop', 'nowhere']))).toBe(52);
		expect(census?.count('configmap', null)).toBeNull();
	});

	test('of what there is none of are zero', async () => {
		const census = await readCounts(answering('counts-local.http'), base, signal);
		expect(census?.count('admissionregistration.k8s.io.mutatingwebhookconfiguration', null)).toBe(0);
		expect(census?.count('node', null)).toBeGreaterThan(0);
	});

	test('are of what the user may see', async () => {
		const census = await readCounts(answering('more/reader-counts.steve.http'), base, signal);
		expect(census?.count('apps.deployment', null)).toBe(27);
		expect(census?.count('apps.deployment', new Set(['shop']))).toBe(27);
	});
});

test('names are not shown to those who may not list them', async () => {
	const api = answering('more/reader-partial-list-all-403.raw.http');
	const request = {api, base, type: typeOf('pod'), namespace: '', expected: 8, signal};
	expect(await readNames(request)).toBeNull();
	expect(api.asked).toEqual(['/k8s/clusters/local/api/v1/pods?limit=500&resourceVersion=0']);
});

test('names are asked for where Kubernetes itself has them', async () => {
	const api = answering('more/reader-partial-list-all-403.raw.http');
	const request = {api, base, namespace: 'shop', expected: 501, signal};
	await readNames({...request, type: typeOf('deployment')});
	await readNames({...request, type: typeOf('pod'), base: '/v1', namespace: ''});
	expect(api.asked).toEqual([
		'/k8s/clusters/local/apis/apps/v1/namespaces/shop/deployments?limit=500',
		'/api/v1/pods?limit=500',
	]);
});

describe('a socket during an outage', () => {
	const framesOf = (file: string) =>
		fixtureText(file)
			.split('\n')
			.flatMap(line => /^ *\d+ (\{.*\})$/.exec(line)?.[1] ?? [])
			.map(frameOf);

	// g-6 was removed the normal way, but with the two long outages while Steve was still deaf.
	test.each([
		['kill', ['g-4', 'g-5', 'g-7', 'g-8']],
		['term', ['g-4', 'g-5', 'g-7', 'g-8']],
		['short', ['g-4', 'g-5', 'g-6', 'g-7', 'g-8']],
	])('(%s) has no word of it, and sends once more what lives', (kind, living) => {
		const frames = framesOf(`more/outage-${kind}-subscribe.txt`);
		expect(frames.filter(({type}) => type === 'stopped' || type === 'error' || type === 'fault')).toEqual([]);
		const pods = frames.flatMap(frame => (frame.type === 'changed' && frame.of === 'pod' ? [frame] : []));
		const first = pods.slice(0, living.length).map(({object}) => object.id.replace('outage/', ''));
		expect(first.toSorted()).toEqual(living);
		expect(pods.every(({created}) => !created)).toBe(true);
		const removed = frames.filter(({type}) => type === 'removed').length;
		expect(removed).toBe(living.includes('g-6') ? 1 : 0);
	});

	test('of half an hour is open throughout, and sends each object once more after each of two outages', () => {
		const frames = framesOf('more/subscribe-idle-steve.txt');
		expect(frames.map(({type}) => type).filter(type => type !== 'ping')).toEqual([
			'started',
			...Array.from({length: 4}, () => 'changed'),
		]);
		const sent = frames.flatMap(frame => (frame.type === 'changed' ? [frame] : []));
		expect(sent.map(({object, revision}) => `${object.id} ${revision}`)).toEqual([
			'leaving/kube-root-ca.crt 365',
			'leaving/kept 918',
			'leaving/kube-root-ca.crt 365',
			'leaving/kept 918',
		]);
	});
});
