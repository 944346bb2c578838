import {numberOf, textOf} from '../../world/json-values.js';
import {deathMs, deathTitle} from '../../world/machines.js';
import type {Story} from '../../world/stories.js';
import type {Entity} from '../../world/world.js';
import {type Fleet, isReady, podsOf} from './fleet.js';
import {leaveNamespace, openNodeOf, previewName} from './namespaces.js';
import {cordon, drain, setNodeReady} from './nodes.js';
import {downstreamIds} from './plan.js';
import {type Scene, scenes} from './scenes.js';
import {crash, reconcile} from './workloads.js';

const isAtRest = (fleet: Fleet, workload: Entity): boolean => {
	const pods = podsOf(fleet, workload);
	return pods.length === numberOf(workload.fields.replicas) && pods.every(isReady);
};

/** The deployment or stateful set of a name in the larger of the downstream clusters. */
const workloadOf = ({world}: Fleet, name: string): Entity | undefined =>
	[
		...world.list('apps.deployment', downstreamIds[0]),
		...world.list('apps.statefulset', downstreamIds[0]),
	].find(({fields}) => fields.name === name);

const ofWorkload =
	(fleet: Fleet) =>
	(title: string, name: string, scene: Scene): Story => ({
		title,
		begin() {
			const workload = workloadOf(fleet, name);
			if (!workload || podsOf(fleet, workload).length === 0 || !isAtRest(fleet, workload)) return () => true;
			scene(fleet, workload);
			// Whatever a scene leaves undone, the controller makes good later.
			fleet.world.after(45_000, () => reconcile(fleet, workload));
			return () => !fleet.world.find(workload.key) || isAtRest(fleet, workload);
		},
	});

const ofNode =
	(fleet: Fleet) =>
	(title: string, name: string, scene: (node: Entity) => void, isOver: (node: Entity) => boolean): Story => ({
		title,
		begin() {
			const node = fleet.world.list('node').find(({fields}) => fields.name === name);
			if (!node || node.fields.unschedulable === true) return () => true;
			scene(node);
			return () => isOver(node);
		},
	});

const drainAndReturn = (fleet: Fleet, node: Entity): void => {
	const wait = (): void => {
		if (node.fields.drain === 'draining') fleet.world.after(1000, wait);
		else fleet.world.after(5000, () => cordon(fleet, node, false));
	};

	drain(fleet, node, 60_000);
	wait();
};

/** What can happen here, each with a good end. `setAway` takes the agent of a cluster away, or brings it back. */
export const storiesOf = (
	fleet: Fleet,
	setAway: (cluster: string, away: boolean) => void,
): readonly Story[] => {
	const workload = ofWorkload(fleet);
	const node = ofNode(fleet);
	const {world} = fleet;
	return [
		workload('a roll-out', 'cart', scenes.upgrade),
		workload('a pod crashes and recovers', 'query', scenes.crashLoop),
		node(
			'a node is drained',
			'wk-03',
			one => drainAndReturn(fleet, one),
			({fields}) => fields.unschedulable !== true,
		),
		workload('an image cannot be pulled', 'checkout', scenes.noImage),
		{
			title: 'a namespace is held by a finalizer',
			begin() {
				const node = openNodeOf(fleet, downstreamIds[0]);
				const key = node ? leaveNamespace(fleet, node, previewName(fleet)) : '';
				return () => !world.find(key);
			},
		},
		{
			title: 'the agent of a cluster goes and comes back',
			begin() {
				let isOver = false;
				setAway(downstreamIds[1], true);
				world.after(16_000, () => {
					setAway(downstreamIds[1], false);
					isOver = true;
				});
				return () => isOver;
			},
		},
		workload('a workload is scaled', 'indexer', scenes.resize),
		node(
			'a node is not ready for a while',
			'wk-02',
			one => {
				setNodeReady(fleet, one, false, 'container runtime network not ready: cni plugin not initialized');
				world.after(14_000, () => setNodeReady(fleet, one, true));
			},
			({fields}) => fields.ready === true,
		),
		node(
			deathTitle,
			'wk-02',
			one => {
				setNodeReady(fleet, one, false);
				world.after(deathMs, () => setNodeReady(fleet, one, true));
			},
			({fields}) => fields.ready === true,
		),
		workload('a restart', 'api', scenes.restart),
	];
};

/** Somebody looks into a pod: a container for debugging was added to it. */
const debug = ({world}: Fleet): void => {
	const pod = world
		.list('pod', downstreamIds[0])
		.find(({fields}) => textOf(fields.name).startsWith('query-'));
	if (pod) world.change(pod.key, {debuggers: ['debugger-8xk2q']});
};

/** The one thing that is wrong when the demo begins: a preview that cannot start. */
export const openingTrouble = (fleet: Fleet): void => {
	debug(fleet);
	const preview = fleet.world
		.list('apps.deployment')
		.find(({fields}) => textOf(fields.name) === 'preview-web');
	const [pod] = preview ? podsOf(fleet, preview) : [];
	if (pod) crash(fleet, pod);
};
