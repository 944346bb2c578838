import {textOf} from '../../world/json-values.js';
import type {Entity} from '../../world/world.js';
import {nodeLabels} from '../fleet/labels.js';
import {readyCondition} from '../fleet/node-status.js';
import {allocatable} from '../fleet/usage.js';
import {active, type Parts, type State} from './parts.js';

const nodeState = (node: Entity): State => {
	const {fields} = node;
	const {status, message} = readyCondition(node);
	if (status !== 'True')
		return {
			state: 'unavailable',
			transitioning: status === 'False' ? 'yes' : 'error',
			message: textOf(message),
		};
	if (fields.drain === 'draining') return {state: 'draining', transitioning: 'yes'};
	if (fields.drain === 'drained') return {state: 'drained'};
	return fields.unschedulable === true ? {state: 'cordoned'} : active;
};

/** A node: unlike Steve, the API has a state for each step of a drain. */
export const nodeParts = (entity: Entity): Parts => {
	const {roles, version, ip, unschedulable, drain, name} = entity.fields;
	const usual = unschedulable === true ? ['uncordon', 'drain'] : ['cordon', 'drain'];
	return {
		state: nodeState(entity),
		actions: drain === 'draining' ? ['stopDrain', 'uncordon'] : usual,
		body: {
			clusterId: entity.scope,
			nodeName: name ?? null,
			hostname: name ?? null,
			ipAddress: ip ?? null,
			controlPlane: textOf(roles).includes('control'),
			etcd: textOf(roles).includes('etcd'),
			worker: textOf(roles).includes('worker'),
			labels: nodeLabels(entity),
			unschedulable: unschedulable === true,
			taints:
				unschedulable === true ? [{effect: 'NoSchedule', key: 'node.kubernetes.io/unschedulable'}] : null,
			conditions: [readyCondition(entity)],
			info: {kubernetes: {kubeletVersion: version ?? null}, os: {operatingSystem: 'Ubuntu 24.04.2 LTS'}},
			allocatable,
		},
	};
};
