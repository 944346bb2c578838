import type {Entity} from '../world.ts';
import {redeploy, scale} from './changes.ts';
import {type Fleet, isReady, numberOf, podsOf, textOf, workloadTypes} from './fleet.ts';
import {cordon, drain, setNodeReady} from './nodes.ts';
import {crash, deletePod, reconcile, rollOut, startPod} from './workloads.ts';

type Scene = (fleet: Fleet, workload: Entity) => void;

/** `shop/web:2.41.0` becomes `shop/web:2.41.1`. */
const newer = (image: string): string => image.replace(/(\d+)(?!.*\d)/, digits => String(Number(digits) + 1));

const upgrade: Scene = (fleet, workload) => rollOut(fleet, workload, newer(textOf(workload.fields.image)));

const restart: Scene = (fleet, workload) =>
	redeploy(fleet, workload, new Date(fleet.world.clock.now()).toISOString());

const resize: Scene = (fleet, workload) => {
	const now = numberOf(workload.fields.replicas);
	scale(fleet, workload, now > 4 ? now - 1 : now + 1);
};

const loseOne: Scene = (fleet, workload) =>
	deletePod(fleet, fleet.world.random.pick(podsOf(fleet, workload)));

/** A pod crashes three times, then comes round. */
const crashLoop: Scene = (fleet, workload) => {
	const pod = fleet.world.random.pick(podsOf(fleet, workload));
	const again = (times: number): void => {
		if (!fleet.world.find(pod.key) || pod.fields.deleting === true) return;
		if (times === 0) startPod(fleet, pod);
		else {
			crash(fleet, pod);
			fleet.world.after(7000, () => again(times - 1));
		}
	};

	again(3);
};

/** An image that is not there: the roll-out is stuck until it is taken back. */
const noImage: Scene = (fleet, workload) => {
	const {world} = fleet;
	const image = textOf(workload.fields.image);
	const wrong = `${image}-hotfix`;
	fleet.failNext(`Back-off pulling image "${wrong}": not found \u001b[31m404\u001b[0m`);
	rollOut(fleet, workload, wrong);
	world.after(14_000, () =>
		world.find(workload.key)
			? world.change(workload.key, {
					failing: `ReplicaSet "${textOf(workload.fields.name)}-${textOf(workload.fields.hash)}" has timed out progressing.`,
				})
			: undefined,
	);
	world.after(30_000, () => {
		if (!world.find(workload.key)) return;
		world.change(workload.key, {failing: null});
		rollOut(fleet, workload, image);
	});
};

const scenes: readonly Scene[] = [
	upgrade,
	upgrade,
	restart,
	resize,
	resize,
	loseOne,
	loseOne,
	crashLoop,
	crashLoop,
	noImage,
];

const maintain = (fleet: Fleet): void => {
	const {world} = fleet;
	const workers = world
		.list('node')
		.filter(
			({fields, scope}) =>
				scope !== 'local' && textOf(fields.roles).includes('worker') && fields.unschedulable !== true,
		);
	if (workers.length < 3) return;
	const node = world.random.pick(workers);
	drain(fleet, node);
	world.after(35_000, () => cordon(fleet, node, false));
};

const faint = (fleet: Fleet): void => {
	const {world} = fleet;
	const node = world.random.pick(world.list('node').filter(({scope}) => scope !== 'local'));
	const complaint = 'container runtime network not ready: cni plugin not initialized';
	setNodeReady(fleet, node, false, world.random.pick(['', complaint]));
	world.after(14_000, () => setNodeReady(fleet, node, true));
};

const isAtRest = (fleet: Fleet, workload: Entity): boolean => {
	const pods = podsOf(fleet, workload);
	return pods.length > 1 && pods.length === numberOf(workload.fields.replicas) && pods.every(isReady);
};

const playOne = (fleet: Fleet): void => {
	const resting = workloadTypes
		.filter(type => type !== 'apps.daemonset')
		.flatMap(type => fleet.world.list(type))
		.filter(workload => workload.scope !== 'local' && isAtRest(fleet, workload));
	if (resting.length === 0) return;
	const workload = fleet.world.random.pick(resting);
	const scene = fleet.world.random.pick(scenes);
	if (scene === noImage && workload.type !== 'apps.deployment') restart(fleet, workload);
	else scene(fleet, workload);
	// Whatever a scene leaves undone, a drain for instance, the controller mends later.
	fleet.world.after(40_000, () => reconcile(fleet, workload));
};

const repeat = (fleet: Fleet, fromMs: number, toMs: number, act: () => void): void => {
	const {world} = fleet;
	world.after(world.random.integer(fromMs, toMs), () => {
		act();
		repeat(fleet, fromMs, toMs, act);
	});
};

// What is wrong from the start, so that the first screen has something to show.
const openingTrouble = (fleet: Fleet): void => {
	const {world} = fleet;
	const preview = world.list('apps.deployment').find(({fields}) => fields.name === 'preview-web');
	const [pod] = preview ? podsOf(fleet, preview) : [];
	if (pod) crash(fleet, pod);
	const [node] = world.list('node', 'c-m-9rf2h6wd').slice(-1);
	if (node) cordon(fleet, node, true);
};

/** Lets things happen by themselves, every few seconds, until the world is closed. `blink` takes a cluster's agent away for a while. */
export const startLife = (fleet: Fleet, blink: () => void): void => {
	openingTrouble(fleet);
	repeat(fleet, 2500, 6000, () => playOne(fleet));
	repeat(fleet, 50_000, 80_000, () => maintain(fleet));
	repeat(fleet, 60_000, 100_000, () => faint(fleet));
	repeat(fleet, 90_000, 140_000, blink);
};
