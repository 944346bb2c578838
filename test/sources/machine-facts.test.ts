import {expect, test} from 'vitest';
import {machineOf} from '../../source/sources/rancher1/rows/machine.js';
import {machineFactsOf as ofNorman} from '../../source/sources/rancher2/norman/rows/machine-facts.js';
import {machineFactsOf as ofSteve} from '../../source/sources/rancher2/steve/rows/machine-facts.js';
import {factsOf, Minions} from '../../source/sources/salt/minions/minions.js';

test('a host has its host name, its own name and the address of its agent', () => {
	const host = {id: '1h1', type: 'host', name: 'web', hostname: 'vm', agentIpAddress: '10.0.0.11'};
	expect(machineOf(host)).toEqual({names: ['vm', 'web'], addresses: ['10.0.0.11'], machineId: null});
	const old = {id: '1h1', type: 'host', hostname: 'vm', ipAddresses: [{address: '10.0.0.12'}, {}]};
	expect(machineOf(old)).toEqual({names: ['vm'], addresses: ['10.0.0.12'], machineId: null});
});

test('a node has what its kubelet reports', () => {
	const addresses = [
		{type: 'InternalIP', address: '10.0.0.13'},
		{type: 'ExternalIP', address: '203.0.113.13'},
		{type: 'Hostname', address: 'w3'},
		{type: 'InternalDNS', address: 'w3.internal'},
		{type: 'ExternalDNS'},
	];
	const nodeInfo = {machineID: '5f0c6d1e9ab34c7d8e2f41a6b3907c58'};
	const node = {id: 'w3', type: 'node', status: {addresses, nodeInfo}};
	expect(ofSteve(node)).toEqual({
		names: ['w3', 'w3', 'w3.internal'],
		addresses: ['10.0.0.13', '203.0.113.13'],
		machineId: '5f0c6d1e9ab34c7d8e2f41a6b3907c58',
	});
	expect(ofSteve({id: 'w4', type: 'node', status: {nodeInfo: {machineID: ''}}})).toEqual({
		names: ['w4'],
		addresses: [],
		machineId: null,
	});
});

test('a node of the older API has its names and addresses', () => {
	const node = {
		id: 'c-1:m-1',
		type: 'node',
		nodeName: 'w3',
		hostname: null,
		requestedHostname: 'w3',
		ipAddress: '10.0.0.13',
		externalIpAddress: '203.0.113.13',
	};
	expect(ofNorman(node)).toEqual({
		names: ['w3', 'w3'],
		addresses: ['10.0.0.13', '203.0.113.13'],
		machineId: null,
	});
});

test('a minion has its id, and what its grains say', () => {
	const minion = new Minions().open('three');
	expect(factsOf(minion).machine).toEqual({names: ['three'], addresses: [], machineId: null});
	minion.grains = {
		fqdn: 'w3.example',
		host: 'w3',
		ipv4: ['127.0.0.1', '10.0.0.13'],
		ipv6: ['::1'],
		machine_id: 'a1',
	};
	expect(factsOf(minion).machine).toEqual({
		names: ['three', 'w3.example', 'w3'],
		addresses: ['127.0.0.1', '10.0.0.13', '::1'],
		machineId: 'a1',
	});
});
