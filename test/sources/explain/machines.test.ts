import {expect, test} from 'vitest';
import type {MachineReport} from '../../../source/model/explanation.js';
import type {Resource} from '../../../source/model/resource.js';
import {Scene} from '../../../source/sources/explain/scene.js';
import {machineReports as ofHosts} from '../../../source/sources/rancher1/explain/machine.js';
import {machineReports as ofNodes} from '../../../source/sources/rancher2/explain/machine.js';
import {machineReports as ofMinions} from '../../../source/sources/salt/explain/machine.js';
import {resource} from '../../state/rows.js';
import {recorded} from '../rancher2/explain/recorded-scene.js';
import {answer, surround} from './surround.js';

const now = Date.parse('2026-11-30T04:23:00Z');
const machine = {names: ['a'], addresses: [], machineId: null};

/** `silent: how`, and what is done to it. */
const lineOf = ({presence, how, work}: MachineReport): string =>
	[`${presence}${how === null ? '' : `: ${how}`}`, ...work.map(({kind, name}) => `${kind} ${name}`)].join(
		' + ',
	);

test.each([
	['ready', 'answers'],
	['cordoned', 'answers'],
	['draining', 'answers + node kwok-003'],
	['memorypressure', 'answers'],
	// A kubelet that complains is heard of.
	['kubelet-notready', 'answers'],
	['notready', 'silent: Kubelet stopped posting node status.'],
])('the kubelet of the recorded node %s: %s', (file, expected) => {
	for (const api of ['steve', 'raw']) {
		const {row, object} = recorded(`node-${file}.${api}`);
		const surroundings = surround({...row, machine}, [], now);
		const byRow = ofNodes(new Scene(surroundings));
		expect(byRow.map(lineOf)).toEqual([expected]);
		const known = ofNodes(new Scene(surroundings, [answer(row, 'object', object, now)]));
		expect(known.map(lineOf)).toEqual(byRow.map(lineOf));
		expect(byRow[0]?.speaker).toBe(`the kubelet of node ${row.name}`);
	}
});

test('nothing is known of the nodes of a cluster that is away', () => {
	const {row} = recorded('node-ready.steve');
	const cluster = resource({kind: 'cluster', key: 'prod//cluster/c', name: 'edge', state: 'unavailable'});
	const node = {...row, machine, parents: [cluster.key]};
	expect(ofNodes(new Scene(surround(node, [cluster], now))).map(lineOf)).toEqual([
		'unknown: cluster edge is unavailable',
	]);
});

test.each([
	['active', 'answers'],
	['finishing-reconnect', 'answers'],
	['inactive', 'answers'],
	['evacuating', 'answers + host a'],
	['reconnecting', 'silent: it is reconnecting'],
	['disconnected', 'silent: it is disconnected'],
	['registering', 'unknown: the host is registering'],
])('the agent of a host that is %s: %s', (state, expected) => {
	const host = resource({kind: 'host', name: 'a', state, machine});
	expect(ofHosts(new Scene(surround(host, [], now))).map(lineOf)).toEqual([expected]);
});

const minion = (state: string, cells: Resource['cells']): Resource =>
	resource({kind: 'minion', name: 'a', state, cells: {KEY: 'accepted', ...cells}, machine});

test.each([
	['up', {BY: 'presence'}, 'answers: the master sees it connected'],
	['up', {BY: 'event'}, 'answers: the master heard of it'],
	['down', {BY: 'tcp'}, 'silent: no connection of it is open'],
	['suspect', {BY: 'no answer'}, 'unknown: it did not answer a job, and may be busy'],
	['accepted', {}, 'unknown: its master has not said whether it is connected'],
	['pending', {KEY: 'pending'}, 'unknown: its key is pending'],
])('a minion that is %s by %j: %s', (state, cells, expected) => {
	expect(ofMinions(new Scene(surround(minion(state, cells), [], now))).map(lineOf)).toEqual([expected]);
});

test.each([
	['state.apply web', 'up', ['job state.apply web']],
	['state.highstate', 'up', ['job state.highstate']],
	['state.apply web test=True', 'up', []],
	['test.ping', 'up', []],
	['state.apply web', 'down', []],
])('what runs %s on a minion that is %s', (name, state, expected) => {
	const row = minion(state, {BY: 'presence'});
	const job = resource({
		kind: 'job',
		key: 'prod//job/1',
		name,
		transitioning: 'yes',
		parents: [row.key],
	});
	const [report] = ofMinions(new Scene(surround(row, [job], now)));
	expect(report?.work.map(one => `${one.kind} ${one.name}`)).toEqual(expected);
});
