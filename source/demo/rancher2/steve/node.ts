import {textOf} from '../../world/json-values.js';
import type {Entity} from '../../world/world.js';
import {nodeLabels} from '../fleet/labels.js';
import {readyCondition} from '../fleet/node-status.js';
import {allocatable} from '../fleet/usage.js';
import type {Parts} from './parts.js';

const nodeState = (entity: Entity): Parts['state'] => {
	const {status, error, transitioning, message} = readyCondition(entity);
	if (status === 'True') return {name: 'active', message: 'Resource is Ready'};
	const flags = {error: error === true, transitioning: transitioning === true};
	return {name: 'unavailable', ...flags, message: textOf(message)};
};

/** A node of a cluster. Steve has no state of its own for a cordoned node. */
export const node = (entity: Entity, age: string): Parts => {
	const {name, roles, version, ip, machineId, ready, unschedulable} = entity.fields;
	const words = `${ready === true ? 'Ready' : 'NotReady'}${unschedulable === true ? ',SchedulingDisabled' : ''}`;
	return {
		apiVersion: 'v1',
		kind: 'Node',
		cells: [
			name ?? null,
			words,
			roles ?? null,
			age,
			version ?? null,
			ip ?? null,
			'<none>',
			'Ubuntu 24.04.2 LTS',
			'6.8.0-63-generic',
			'containerd://2.0.5-k3s1',
		],
		state: nodeState(entity),
		labels: nodeLabels(entity),
		body: {
			spec: unschedulable === true ? {unschedulable: true} : {},
			status: {
				allocatable,
				addresses: [
					{type: 'InternalIP', address: ip ?? null},
					{type: 'Hostname', address: name ?? null},
				],
				nodeInfo: {
					kubeletVersion: version ?? null,
					machineID: machineId ?? '',
					osImage: 'Ubuntu 24.04.2 LTS',
				},
				conditions: [readyCondition(entity)],
			},
		},
	};
};

/** The same node as the management server knows it, in the namespace of its cluster. */
export const managementNode = (entity: Entity, age: string): Parts => {
	const {name, drain} = entity.fields;
	const drained = drain === 'drained' || drain === 'draining';
	return {
		apiVersion: 'management.cattle.io/v3',
		kind: 'Node',
		cells: [entity.fields.machine ?? null, age],
		state: drain === 'draining' ? {name: 'draining', transitioning: true} : nodeState(entity),
		body: {
			spec: {requestedHostname: name ?? null},
			status: {
				nodeName: name ?? null,
				conditions: drained
					? [
							readyCondition(entity),
							{
								type: 'Drained',
								status: drain === 'drained' ? 'True' : 'Unknown',
								error: false,
								transitioning: drain === 'draining',
							},
						]
					: [readyCondition(entity)],
			},
		},
	};
};
