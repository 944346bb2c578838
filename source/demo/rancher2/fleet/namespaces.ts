import {textOf} from '../../world/json-values.js';
import type {Entity, Fields} from '../../world/world.js';
import {add, type Fleet} from './fleet.js';
import {runningFields} from './workloads.js';

const stamp = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z/, 'Z');

/**
 * The conditions of a namespace that is being deleted. One that waits for a pod says that nothing is left in it, as
 * Kubernetes removes pods first and does not come to the rest (test/fixtures/rancher2/more/namespace-leaving.steve.http).
 */
export const leavingConditions = (deletedAt: number): readonly Fields[] => {
	const condition = (type: string, reason: string, message: string): Fields => ({
		type,
		status: 'False',
		reason,
		message,
		lastTransitionTime: stamp(deletedAt),
		lastUpdateTime: stamp(deletedAt),
		error: false,
		transitioning: false,
	});
	return [
		condition(
			'NamespaceDeletionDiscoveryFailure',
			'ResourcesDiscovered',
			'All resources successfully discovered',
		),
		condition(
			'NamespaceDeletionContentFailure',
			'ContentDeleted',
			'All content successfully deleted, may be waiting on finalization',
		),
		condition('NamespaceContentRemaining', 'ContentRemoved', 'All content successfully removed'),
		condition(
			'NamespaceFinalizersRemaining',
			'ContentHasNoFinalizers',
			'All content-preserving finalizers finished',
		),
	];
};

const beginAfterMs = 3000;
const stopAfterMs = 2000;
const heldMs = 45_000;

/** A namespace with a pod that a finalizer holds is deleted, and stays until that is taken away; returns its key. */
export const leaveNamespace = (fleet: Fleet, node: Entity, name: string): string => {
	const {world} = fleet;
	const cluster = node.scope;
	const project = world.list('namespace', cluster).find(({fields}) => fields.name === 'shop')?.fields.project;
	const namespace = add(fleet, cluster, 'namespace', name, {project: project ?? null});
	const pod = add(fleet, cluster, 'pod', `${name}/uploads-0`, {
		...runningFields(fleet, node),
		owner: '',
		image: 'registry.example.net/shop/uploads:1.4.0',
		hash: null,
		containers: ['uploads'],
		restarts: 0,
		podIndex: 1,
		finalizers: ['backup.example.net/archive'],
	});
	const change = (key: string, fields: Fields): void => {
		if (world.find(key)) world.change(key, fields);
	};
	const remove = (): void => {
		for (const {key} of [pod, namespace]) if (world.find(key)) world.remove(key);
	};
	world.after(beginAfterMs, () => {
		const deleted = {deleting: true, deletedAt: world.clock.now()};
		change(namespace.key, deleted);
		change(pod.key, {...deleted, status: 'Terminating', ready: false});
		world.after(stopAfterMs, () => change(pod.key, {status: 'Completed', since: world.clock.now()}));
		world.after(heldMs, remove);
	});
	return namespace.key;
};

/** The name of a preview of a pull request. */
export const previewName = ({world}: Fleet): string => `preview-${world.random.integer(100, 999)}`;

/** A node that takes pods, by the name of its cluster. */
export const openNodeOf = ({world}: Fleet, cluster: string): Entity | undefined =>
	world
		.list('node', cluster)
		.find(({fields}) => fields.unschedulable !== true && textOf(fields.roles).includes('worker'));
