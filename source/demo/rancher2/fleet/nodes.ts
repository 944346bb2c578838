import {textOf} from '../../world/json-values.js';
import type {Entity} from '../../world/world.js';
import {brokenBudget} from './budgets.js';
import {type Fleet, ownerOf, recordEvent} from './fleet.js';
import {deletePod} from './workloads.js';

/** Takes a node out of, or back into, the places where pods may go. */
export const cordon = ({world}: Fleet, node: Entity, unschedulable: boolean): void =>
	void world.change(node.key, {unschedulable, drain: null});

/**
 * Cordons a node and evicts its pods, a few at a time, except those of daemon sets, and as their disruption budgets allow;
 * gives up after `timeoutMs`.
 */
export const drain = (fleet: Fleet, node: Entity, timeoutMs: number): void => {
	const {world} = fleet;
	world.change(node.key, {unschedulable: true, drain: 'draining'});
	const spare = world.after(timeoutMs, () => {
		if (node.fields.drain === 'draining') world.change(node.key, {drain: null});
	});
	const evict = (): void => {
		if (node.fields.drain !== 'draining') {
			spare();
			return;
		}

		const pods = world
			.list('pod', node.scope)
			.filter(pod => pod.fields.node === node.fields.name && ownerOf(fleet, pod)?.type !== 'apps.daemonset');
		if (pods.length === 0) {
			world.change(node.key, {drain: 'drained'});
			spare();
			return;
		}

		const next = pods.filter(pod => pod.fields.deleting !== true && brokenBudget(fleet, pod) === undefined);
		for (const pod of next.slice(0, 2)) deletePod(fleet, pod);
		world.after(1500, evict);
	};

	world.after(1200, evict);
};

/** Ends a drain that is under way; the node stays cordoned. */
export const stopDrain = ({world}: Fleet, node: Entity): void => void world.change(node.key, {drain: null});

/**
 * The kubelet of a node falls silent, or is heard again.
 *
 * @param notReady what a kubelet that still speaks complains of
 */
export const setNodeReady = (fleet: Fleet, node: Entity, ready: boolean, notReady = ''): void => {
	fleet.world.change(node.key, {ready, notReady, since: fleet.world.clock.now()});
	recordEvent(fleet, node, {
		type: ready ? 'Normal' : 'Warning',
		reason: ready ? 'NodeReady' : 'NodeNotReady',
		message: `Node ${textOf(node.fields.name)} status is now: ${ready ? 'NodeReady' : 'NodeNotReady'}`,
	});
};
