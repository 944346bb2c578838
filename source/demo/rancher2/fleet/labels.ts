import {textOf} from '../../world/json-values.js';
import type {Entity, Fields} from '../../world/world.js';

/** The labels of a node, as its kubelet sets them (list-nodes.http). */
export const nodeLabels = ({fields}: Entity): Fields => ({
	'kubernetes.io/arch': 'amd64',
	'kubernetes.io/hostname': fields.name ?? null,
	'kubernetes.io/os': 'linux',
	...Object.fromEntries(
		textOf(fields.roles)
			.split(',')
			.map(role => [`node-role.kubernetes.io/${role}`, 'true']),
	),
});

/** The labels of a workload. */
export const workloadLabels = ({fields}: Entity): Fields => ({app: fields.name ?? null});

/** The labels of a pod: those of its owner's template. */
export const podLabels = ({fields}: Entity, owner: Entity | null | undefined): Fields => ({
	app: owner?.fields.name ?? null,
	...(owner?.type === 'apps.deployment' && {'pod-template-hash': fields.hash ?? null}),
});
