import {numberOf, textOf} from '../../world/json-values.js';
import type {Entity} from '../../world/world.js';
import {redeploy, scale} from './changes.js';
import {type Fleet, podsOf} from './fleet.js';
import {crash, rollOut, startPod} from './workloads.js';

/** Something that can happen to a workload whose pods are all ready. */
export type Scene = (fleet: Fleet, workload: Entity) => void;

/** `shop/web:2.41.0` becomes `shop/web:2.41.1`. */
const newer = (image: string): string => image.replace(/(\d+)(?!.*\d)/, digits => String(Number(digits) + 1));

const upgrade: Scene = (fleet, workload) => rollOut(fleet, workload, newer(textOf(workload.fields.image)));

const restart: Scene = (fleet, workload) =>
	redeploy(fleet, workload, new Date(fleet.world.clock.now()).toISOString());

const resize: Scene = (fleet, workload) => {
	const now = numberOf(workload.fields.replicas);
	scale(fleet, workload, now > 4 ? now - 1 : now + 1);
};

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
					failingSince: world.clock.now(),
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

/** What can happen to a workload, by name. */
export const scenes = {upgrade, restart, resize, crashLoop, noImage} as const satisfies Readonly<
	Record<string, Scene>
>;
