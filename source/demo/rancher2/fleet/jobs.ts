import type {Entity, Fields} from '../../world/world.js';
import {add, type Fleet} from './fleet.js';
import {addPod, newHash, startPod} from './workloads.js';

const finish = (fleet: Fleet, job: Entity, pod: Entity): void => {
	const {world} = fleet;
	if (world.find(pod.key)) world.change(pod.key, {status: 'Completed', ready: false});
	if (world.find(job.key)) world.change(job.key, {active: 0});
};

/**
 * Makes a job of one pod, which runs for a while and succeeds.
 *
 * @param id `namespace/name`
 * @param fields `image`, and what else its object says
 */
export const runJob = (fleet: Fleet, cluster: string, id: string, fields: Fields): Entity => {
	const {world} = fleet;
	const job = add(fleet, cluster, 'batch.job', id, {hash: newHash(fleet), active: 1, ...fields});
	const pod = addPod(fleet, job);
	startPod(fleet, pod, () => world.after(world.random.integer(3000, 6000), () => finish(fleet, job, pod)));
	return job;
};
