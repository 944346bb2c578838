import {textOf} from '../../world/json-values.js';
import type {Entity, World} from '../../world/world.js';

/** How many pods there are in a namespace, which is what quotas here count. */
export const podsIn = (world: World, {scope, fields}: Entity): number =>
	world.list('pod', scope).filter(pod => pod.fields.namespace === fields.namespace).length;

/**
 * Why a workload may make no more pods, in the words of Kubernetes
 * (test/fixtures/rancher2/more/deployment-too-many.steve.http); null where it may.
 */
export const refusalFor = (world: World, workload: Entity): string | null => {
	const {namespace, name, hash} = workload.fields;
	const quota = world
		.list('resourcequota', workload.scope)
		.find(({fields}) => fields.namespace === namespace);
	if (!quota) return null;
	const used = podsIn(world, quota);
	const hard = Number(quota.fields.pods);
	if (used < hard) return null;
	const pod = `${textOf(name)}-${textOf(hash)}-${world.random.hex(5)}`;
	const counts = `requested: pods=1, used: pods=${used}, limited: pods=${hard}`;
	return `pods "${pod}" is forbidden: exceeded quota: ${textOf(quota.fields.name)}, ${counts}`;
};
