import {describe, expect, test} from 'vitest';
import type {SameHost} from '../../../source/model/machine.js';
import type {Resource} from '../../../source/model/resource.js';
import {MachineIndex} from '../../../source/state/rows/machine-index.js';
import {machine, machineId} from './machines.js';

const indexOf = (rows: readonly Resource[], sameHosts: readonly SameHost[] = []): MachineIndex => {
	const index = new MachineIndex(sameHosts);
	for (const row of rows) index.set(row);
	return index;
};

type Case = {
	readonly rows: readonly Resource[];
	readonly same?: readonly string[];
	readonly unclear?: readonly string[];
	readonly sameHosts?: readonly SameHost[];
};

const node = (name: string, address = '', id: string | null = null): Resource =>
	machine(`prod node ${name}`, {addresses: [address], machineId: id});
const host = (name: string, address = ''): Resource => machine(`old host ${name}`, {addresses: [address]});
const minion = (name: string, addresses: readonly string[] = [], id: string | null = null): Resource =>
	machine(`salt minion ${name}`, {addresses, machineId: id});

const w3 = 'prod node w3';

test.each<[string, Case]>([
	['the same name', {rows: [node('w3'), minion('W3.')], same: ['salt minion W3.']}],
	['a name with its domain', {rows: [node('w3'), minion('w3.example')], same: ['salt minion w3.example']}],
	['a name in another domain', {rows: [machine(w3, {names: ['w3', 'w3.test']}), minion('w3.example')]}],
	[
		'an address',
		{rows: [node('w3', '10.0.0.3'), minion('three', ['10.0.0.3'])], same: ['salt minion three']},
	],
	[
		'an address of IPv6, however it is written',
		{rows: [node('w3', '2001:db8:0:0::3'), minion('three', ['2001:DB8::3/64'])], same: ['salt minion three']},
	],
	[
		'a node called by its address',
		{rows: [machine(w3, {names: ['10.0.0.3']}), minion('three', ['10.0.0.3'])], same: ['salt minion three']},
	],
	[
		'a machine id',
		{
			rows: [node('w3', '', machineId('a')), minion('three', [], machineId('A'))],
			same: ['salt minion three'],
		},
	],
	['a machine id of zeros', {rows: [node('w3', '', '0'.repeat(32)), minion('three', [], '0'.repeat(32))]}],
	['loopback', {rows: [node('w3', '127.0.0.1'), minion('three', ['127.0.0.1', '::1'])]}],
	['the bridge of Docker', {rows: [node('w3', '172.17.0.1'), minion('three', ['172.17.0.1'])]}],
	['a link-local address', {rows: [node('w3', 'fe80::1'), minion('three', ['fe80::1%eth0', '169.254.1.1'])]}],
	[
		'localhost',
		{
			rows: [
				machine(w3, {names: ['localhost']}),
				machine('salt minion three', {names: ['localhost.localdomain']}),
			],
		},
	],
	[
		'a name of two minions',
		{rows: [node('w3'), minion('w3.a'), minion('w3.b')], unclear: ['salt minion w3.a', 'salt minion w3.b']},
	],
	[
		'a name of two minions, of which one has the address',
		{
			rows: [node('w3', '10.0.0.3'), minion('w3.a', ['10.0.0.3']), minion('w3.b', ['10.0.0.4'])],
			same: ['salt minion w3.a'],
		},
	],
	[
		'an address of two minions',
		{
			rows: [node('w3', '10.0.0.3'), minion('a', ['10.0.0.3']), minion('b', ['10.0.0.3'])],
			unclear: ['salt minion a', 'salt minion b'],
		},
	],
	[
		'a machine id of clones with names of their own',
		{
			rows: [
				node('w3', '', machineId('a')),
				minion('w3', [], machineId('a')),
				minion('w4', [], machineId('a')),
			],
			same: ['salt minion w3'],
		},
	],
	[
		'an address of machines with other machine ids',
		{rows: [node('w3', '10.0.0.3', machineId('a')), minion('three', ['10.0.0.3'], machineId('b'))]},
	],
	[
		'a name of a machine that was installed again',
		{rows: [node('w3', '', machineId('a')), minion('w3', [], machineId('b'))], same: ['salt minion w3']},
	],
	[
		'two rows that only a third shows to be the same',
		{
			rows: [node('w3', '10.0.0.3'), minion('three.example', ['10.0.0.3']), host('three.example')],
			same: ['old host three.example', 'salt minion three.example'],
		},
	],
	[
		'another node that is the minion by more',
		{rows: [node('w3', '10.0.0.3'), node('three'), minion('three', ['10.0.0.3'])]},
	],
	['two nodes of one list', {rows: [node('w3', '10.0.0.3'), node('w4', '10.0.0.3')]}],
	[
		'what the configuration says',
		{
			rows: [node('w3'), minion('other.example'), minion('w3')],
			sameHosts: [['w3', 'other.example']],
			same: ['salt minion other.example'],
		},
	],
	[
		'what the configuration says by name and address',
		{
			rows: [node('w3'), minion('other', ['10.0.0.9'], null)],
			sameHosts: [['W3', '10.0.0.9']],
			same: ['salt minion other'],
		},
	],
])('%s', (_name, {rows, same = [], unclear = [], sameHosts}) => {
	for (const order of [rows, rows.toReversed()]) {
		const index = indexOf(order, sameHosts);
		expect(index.counterparts(w3).toSorted()).toEqual(same);
		expect(index.candidates(w3).toSorted()).toEqual(unclear);
		for (const key of same) expect(index.counterparts(key)).toContain(w3);
	}
});

describe('a change', () => {
	test('is reported of every row that it concerns', () => {
		const index = indexOf([node('w3'), minion('w3.a')]);
		expect([...index.set(minion('w3.b'))].toSorted()).toEqual([w3, 'salt minion w3.a']);
		expect(index.counterparts(w3)).toEqual([]);
		expect([...index.delete('salt minion w3.a')].toSorted()).toEqual([w3, 'salt minion w3.b']);
		expect(index.counterparts(w3)).toEqual(['salt minion w3.b']);
	});

	test('that says nothing new costs nothing', () => {
		const row = node('w3');
		const index = indexOf([row, minion('w3')]);
		expect(index.set(row).size).toBe(0);
	});
});

test('what a whole crowd has joins nobody, and does not hide what tells them apart', () => {
	const clones = Array.from({length: 100}, (_, number) => [
		node(`w${number}`, '10.0.0.3', machineId('a')),
		minion(`w${number}.example`, ['10.0.0.3'], machineId('a')),
	]).flat();
	const index = indexOf([...clones, minion('stray', ['10.0.0.3'])]);
	expect(index.counterparts('prod node w7')).toEqual(['salt minion w7.example']);
	expect(index.counterparts('salt minion stray')).toEqual([]);
});

test('in whatever order rows come and go, those are joined that a new index joins', () => {
	let seed = 11;
	const pick = (below: number): number => {
		seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((seed / 2 ** 32) * below);
	};
	const row = (): Resource => {
		const name = ['a', 'a.x', 'a.y', 'b', 'b.x', 'c'][pick(6)] ?? '';
		const list = ['prod node', 'salt minion', 'old host', 'salt2 minion'][pick(4)] ?? '';
		const facts = {
			names: [name, ['a', 'b.x', 'd'][pick(3)] ?? ''],
			addresses: pick(2) === 0 ? [`10.0.0.${pick(4)}`] : [],
			machineId: pick(4) === 0 ? machineId(String(pick(3))) : null,
		};
		return machine(`${list} row${pick(5)}`, facts);
	};
	const index = new MachineIndex([['c', '10.0.0.1']]);
	const present = new Map<string, Resource>();
	for (let turn = 0; turn < 400; turn++) {
		const one = row();
		if (pick(4) === 0) {
			index.delete(one.key);
			present.delete(one.key);
		} else {
			index.set(one);
			present.set(one.key, one);
		}

		if (turn % 20 > 0) continue;
		const fresh = indexOf([...present.values()], [['c', '10.0.0.1']]);
		for (const key of present.keys())
			expect(index.counterparts(key).toSorted()).toEqual(fresh.counterparts(key).toSorted());
	}
});
