import {describe, expect, test} from 'vitest';
import {healthRank} from '../../../source/model/health.js';
import type {Resource} from '../../../source/model/resource.js';
import {resourceOf as normanResource} from '../../../source/sources/rancher2/norman/rows/to-resource.js';
import {byKind} from '../../../source/sources/rancher2/norman/rows/types.js';
import type {NormanObject} from '../../../source/sources/rancher2/norman/wire/frames.js';
import {containersOf} from '../../../source/sources/rancher2/steve/rows/containers.js';
import {machineOf} from '../../../source/sources/rancher2/steve/rows/machine.js';
import {nodeFacts, nodeResource} from '../../../source/sources/rancher2/steve/rows/to-resource.js';
import type {SteveObject} from '../../../source/sources/rancher2/steve/wire/frames.js';
import {fixtureBody, fixtureNames} from './fixture.js';
import {read, scope} from './recorded-rows.js';
import {nodes, nodesByNorman, others, pods, type Situation} from './situations.js';

const expectRow = (row: Resource, {state, health, message, since}: Situation) => {
	expect({
		state: row.state,
		health: row.health,
		since: row.since === null ? null : new Date(row.since).toISOString(),
	}).toEqual({state, health, since});
	if (message === null) expect(row.message).toBeNull();
	else expect(row.message).toMatch(message);
	const flags = {error: 'error', transitioning: 'yes', warning: 'no', ok: 'no', unknown: 'no'};
	expect(row.transitioning).toBe(flags[health]);
};

describe.each(['steve', 'raw'])('a pod, by %s', api => {
	test.each(pods)('$file is $state', situation => {
		const {row} = read(`pod-${situation.file}.${api}`);
		expectRow(row, situation);
	});

	test.each(pods)('$file and its containers agree', ({file}) => {
		const {object, row} = read(`pod-${file}.${api}`);
		const containers = containersOf(object, row, scope);
		const worst = Math.min(...containers.map(({health}) => healthRank[health]));
		expect(containers.length).toBeGreaterThan(0);
		expect(worst).toBe(healthRank[row.health]);
		const bad = containers.filter(({health}) => health === row.health && health !== 'ok');
		if (bad.length > 0 && file !== 'evicted') expect(bad.map(({message}) => message)).toContain(row.message);
	});
});

test.each(nodes)('a node that is $file, by Steve, is $state', situation => {
	const {object, row} = read(`node-${situation.file}.steve`);
	const machine = fixtureBody(`more/node-${situation.file}.mgmt.http`);
	const known = machineOf(machine as SteveObject, null);
	if (!known) throw new Error('not a node that has joined');
	expect(known.node).toBe(object.id);
	expectRow(nodeResource(nodeFacts(object, row), known, null), situation);
});

test.each(nodes)('a node that is $file, by Kubernetes, is well or not as by Steve', ({file, health}) => {
	const {object, row} = read(`node-${file}.raw`);
	const shown = nodeResource(nodeFacts(object, row), undefined, null);
	// Only the management server knows of drains.
	expect(shown.health).toBe(file === 'draining' ? 'ok' : health);
});

const normanRow = (file: string): Resource => {
	const object = fixtureBody(`more/${file}.norman.http`) as NormanObject;
	const type = byKind.get(object.type.toLowerCase());
	if (!type) throw new Error(`no type ${object.type}`);
	return normanResource(object, type, scope);
};

test.each(nodesByNorman)('a node that is $file, by Norman, is $state', situation => {
	expectRow(normanRow(`node-${situation.file}`), situation);
});

test.each(['namespace-leaving', 'namespace-leaving-configmap'])('%s, by Norman, is on its way out', file => {
	expect(normanRow(file)).toMatchObject({state: 'removing', health: 'transitioning', message: null});
});

test.each(others)('$file is $state', situation => {
	expectRow(read(situation.file).row, situation);
});

test('no recorded object of a cluster is left out', () => {
	const tested = new Set([
		...pods.flatMap(({file}) => [`pod-${file}.steve`, `pod-${file}.raw`]),
		...nodes.flatMap(({file}) => ['steve', 'raw', 'norman', 'mgmt'].map(api => `node-${file}.${api}`)),
		...others.map(({file}) => file),
		'namespace-leaving.norman',
		'namespace-leaving-configmap.norman',
	]);
	const recorded = fixtureNames(
		/^more\/(?:pod|node|namespace|deployment|job|cronjob|persistentvolumeclaim|pdb|resourcequota)-[\w-]+\.(?:steve|raw|norman|mgmt)\.http$/,
	);
	expect(recorded.filter(name => !tested.has(name.slice('more/'.length, -'.http'.length)))).toEqual([]);
});
