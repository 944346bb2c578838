import {describe, expect, test} from 'vitest';
import {resourceOf as normanResource} from '../../../source/sources/rancher2/norman/rows/to-resource.js';
import {byId} from '../../../source/sources/rancher2/norman/rows/types.js';
import {frameOf as normanFrame} from '../../../source/sources/rancher2/norman/wire/frames.js';
import {clusterScope, clustersScopeOf} from '../../../source/sources/rancher2/rows/scope.js';
import {catalogueOf} from '../../../source/sources/rancher2/steve/rows/catalogue.js';
import {resourceOf} from '../../../source/sources/rancher2/steve/rows/to-resource.js';
import {failureKind, frameOf} from '../../../source/sources/rancher2/steve/wire/frames.js';
import {fixtureFrames, fixtureLines, fixtureNames, fixtureText} from './fixture.js';

const scope = clusterScope('prod', 'local', null);
const clusters = clustersScopeOf('prod', null, null);
const cluster = catalogueOf(fixtureLines('schemas-local.ndjson'), false);
const management = catalogueOf(fixtureLines('schemas-management.ndjson'), true);
const isNorman = (file: string) => file.includes('norman');
const streams = [...fixtureNames(/subscribe[\w-]*(?:\.mgmt)?\.txt$/), 'more/ghost-watch-by-id.txt'];

/** The states that each row goes through, in order: `pod shop/x pending transitioning`. */
const storyOf = (file: string): readonly string[] => {
	const story = fixtureFrames(file).flatMap(text => {
		const frame = frameOf(text);
		if (frame.type !== 'changed' && frame.type !== 'removed') return [];
		const managed = management.bySchema.get(frame.object.type);
		const type = managed ?? cluster.bySchema.get(frame.object.type);
		if (!type || type.kind === 'event') return [];
		const {kind, name, state, health} = resourceOf(frame.object, type, managed ? clusters : scope);
		return `${kind} ${name} ${frame.type === 'removed' ? 'removed' : `${state} ${health}`}`;
	});
	return story.filter((line, index) => !story.slice(0, index).includes(line));
};

test.each(streams)('every frame of %s is understood', file => {
	const frames = fixtureFrames(file);
	const sent = fixtureText(file)
		.split('\n')
		.filter(line => /^ *\d+ +\{/.test(line));
	expect(frames).toHaveLength(sent.length);
	expect(frames.length).toBeGreaterThan(0);
	const types = frames.map(text => (isNorman(file) ? normanFrame(text) : frameOf(text)).type);
	expect(types).not.toContain('fault');
	expect(types).not.toContain('other');
});

test('a watch from too old a revision is asked to list again, also where the revision was never there', () => {
	const failures = fixtureFrames('more/ghost-watch-by-id.txt').flatMap(text => {
		const frame = frameOf(text);
		return frame.type === 'error' ? [failureKind(frame.message)] : [];
	});
	expect(new Set(failures)).toEqual(new Set(['relist']));
});

describe('a stream reports', () => {
	test('a deployment that breaks and goes, a job, and a pod that no node can take', () => {
		const story = storyOf('subscribe-steve-local.txt').filter(line => line.startsWith('pod'));
		const about = (name: string) =>
			story.filter(line => line.includes(` ${name} `)).map(line => line.split(' ').slice(2).join(' '));
		expect(about('shop/fx-67bf498fc4-cb2jb')).toEqual([
			'pending transitioning',
			'containerCreating transitioning',
			'errImagePull error',
			'imagePullBackOff error',
			'terminating transitioning',
			'removed',
		]);
		expect(about('shop/crash-67f8c8cbc5-gf6vt')).toEqual(['running ok', 'crashLoopBackOff error']);
		expect(about('shop/unschedulable')).toEqual(['pending error']);
		expect(about('shop/tick-29933390-lddzw')).toEqual([
			'pending transitioning',
			'containerCreating transitioning',
			'running ok',
			'completed ok',
		]);
	});

	test('a node short of memory, and a pod that is evicted', () => {
		expect(storyOf('more/subscribe-evicted.txt')).toEqual([
			'pod shop/hog-7965f7d449-jsptz evicted error',
			'node worker-2 error error',
		]);
	});

	test('a drain, and a node that is lost', () => {
		expect(
			storyOf('more/subscribe-node-drain-and-lost.txt').filter(line => /kwok-003|worker-3/.test(line)),
		).toEqual(['node kwok-003 running ok', 'node worker-3 unavailable error']);
		expect(
			storyOf('more/subscribe-node-drain-and-lost.mgmt.txt').filter(line => /sr8n8|zdrsb/.test(line)),
		).toEqual([
			'machine local/machine-sr8n8 active ok',
			'machine local/machine-sr8n8 draining transitioning',
			'machine local/machine-zdrsb unavailable error',
		]);
	});

	test('a node that is cordoned, by the management API', () => {
		const states = fixtureFrames('subscribe-norman.txt').flatMap(text => {
			const frame = normanFrame(text);
			const type = frame.type === 'changed' ? byId.get(frame.object.type) : undefined;
			if (frame.type !== 'changed' || type?.kind !== 'node') return [];
			const {name, state, health, message} = normanResource(frame.object, type, scope);
			return `${name} ${state} ${health} ${message ?? '-'}`;
		});
		expect([...new Set(states)].sort()).toEqual([
			'kwok-001 active ok -',
			'kwok-001 cordoned warning -',
			'kwok-002 active ok -',
			'kwok-003 active ok -',
		]);
	});
});

test.each([
	['schemas-local.ndjson', cluster, ['pod', 'node', 'namespace', 'deployment', 'job', 'event', 'container']],
	['schemas-management.ndjson', management, ['cluster', 'project']],
] as const)('the schemas of %s are kinds', (file, {kinds, bySchema}, names) => {
	expect(kinds.map(({name}) => name)).toEqual(expect.arrayContaining([...names]));
	expect(new Set(kinds.map(({name}) => name)).size).toBe(kinds.length);
	const listed = fixtureLines(file).filter(({id}) => bySchema.has(String(id)));
	expect(listed).toHaveLength(bySchema.size);
	expect([...bySchema.values()].filter(({plural}) => plural === '')).toEqual([]);
});
