import {numberOf, textOf} from '../../world/json-values.js';
import type {Entity, Fields} from '../../world/world.js';
import {isAvailable} from './fleet.js';

const stamp = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z/, 'Z');

/** The conditions of a deployment, with the flags that Steve adds (fixtures rancher2/more/deployment-*). */
export const deploymentConditions = (deployment: Entity): readonly Fields[] => {
	const {created, availableSince, failing, failingSince, refused, name, hash} = deployment.fields;
	const condition = (
		type: string,
		isMet: boolean,
		reason: string,
		message: string,
		since: number,
	): Fields => ({
		type,
		status: isMet ? 'True' : 'False',
		reason,
		message,
		lastTransitionTime: stamp(since),
		lastUpdateTime: stamp(since),
		error: false,
		transitioning: false,
	});
	const begun = numberOf(availableSince) || numberOf(created);
	const isMet = isAvailable(deployment);
	const words = `Deployment ${isMet ? 'has' : 'does not have'} minimum availability.`;
	const reason = `MinimumReplicas${isMet ? 'Available' : 'Unavailable'}`;
	return [
		...(refused
			? [{...condition('ReplicaFailure', true, 'FailedCreate', textOf(refused), begun), error: true}]
			: []),
		{...condition('Available', isMet, reason, words, begun), transitioning: !isMet},
		failing
			? {
					...condition(
						'Progressing',
						false,
						'ProgressDeadlineExceeded',
						textOf(failing),
						numberOf(failingSince) || begun,
					),
					error: true,
				}
			: condition(
					'Progressing',
					true,
					isMet ? 'NewReplicaSetAvailable' : 'ReplicaSetUpdated',
					`ReplicaSet "${textOf(name)}-${textOf(hash)}" ${isMet ? 'has successfully progressed' : 'is progressing'}.`,
					numberOf(created),
				),
	];
};
