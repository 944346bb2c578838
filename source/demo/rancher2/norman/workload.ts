import {numberOf, textOf} from '../../world/json-values.js';
import type {Entity, Fields, Json} from '../../world/world.js';
import {containersOf} from '../fleet/containers.js';
import {workloadLabels} from '../fleet/labels.js';
import {active, type Parts, type State} from './parts.js';
import type {NormanType} from './types.js';

/** The annotation that numbers the templates of a deployment. */
export const revisionKey = 'deployment.kubernetes.io/revision';

// A deployment on hold, or whose roll-out is stuck, has no state of its own: its object says it.
const workloadState = ({fields, type}: Entity): State => {
	const wanted = numberOf(fields.replicas);
	const ready = numberOf(fields.readyReplicas);
	const isDeployment = type === 'apps.deployment';
	if (fields.deleting === true) return {state: 'removing', transitioning: 'yes'};
	if (fields.failing && !isDeployment)
		return {state: 'error', transitioning: 'error', message: textOf(fields.failing)};
	const isWhole =
		ready === wanted && numberOf(fields.updated) === wanted && numberOf(fields.current) === wanted;
	if (!fields.failing && (isWhole || fields.paused === true)) return active;
	const message = isDeployment
		? 'Deployment does not have minimum availability.'
		: `Ready: ${ready}/${wanted}`;
	return {state: 'updating', transitioning: 'yes', message};
};

const stuck = (failing: Json | undefined): Fields =>
	failing
		? {
				conditions: [
					{type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded', message: failing},
				],
			}
		: {};

/** What the management API writes of a workload. */
export const workloadParts = (entity: Entity, {id}: NormanType): Parts => {
	const {replicas, readyReplicas, updated, current, paused, schedule, revision} = entity.fields;
	const figures = {
		replicas: current ?? 0,
		readyReplicas: readyReplicas ?? 0,
		availableReplicas: readyReplicas ?? 0,
		updatedReplicas: updated ?? 0,
		...stuck(entity.fields.failing),
	};
	const sets = {
		desiredNumberScheduled: replicas ?? 0,
		numberReady: readyReplicas ?? 0,
		currentNumberScheduled: current ?? 0,
		updatedNumberScheduled: updated ?? 0,
	};
	const isDeployment = id === 'deployment';
	return {
		state: workloadState(entity),
		actions: [
			...(isDeployment ? ['pause', 'resume', 'rollback'] : []),
			...(id === 'job' ? [] : ['redeploy']),
		],
		body: {
			containers: containersOf(entity),
			// `labels` are those of the template (norman-workloads.http).
			labels: workloadLabels(entity),
			workloadLabels: workloadLabels(entity),
			...(id !== 'daemonSet' && id !== 'cronJob' && {scale: replicas ?? 0}),
			[`${id}Status`]: id === 'daemonSet' ? sets : figures,
			...(isDeployment && {paused: paused === true, workloadAnnotations: {[revisionKey]: String(revision)}}),
			...(schedule && {cronJobConfig: {schedule, suspend: false}}),
		},
	};
};
