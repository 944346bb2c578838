import {isObject} from '../../../model/json-object.js';
import {textOf} from '../../world/json-values.js';
import type {Entity, Fields, Json} from '../../world/world.js';
import {containersOf} from '../fleet/containers.js';
import type {Parts} from './parts.js';

const isFields = (value: Json | undefined): value is Fields => isObject(value);

const isRunning = ({fields}: Entity): boolean => fields.active === 1;

const jobStatus = (entity: Entity): Fields =>
	isRunning(entity)
		? {active: 1, ready: 1}
		: {
				succeeded: 1,
				conditions: [
					{
						type: 'Complete',
						status: 'True',
						reason: 'CompletionsReached',
						error: false,
						transitioning: false,
					},
				],
			};

/** A job. One that has succeeded stays active to Steve: only its conditions say it. */
export const job = (entity: Entity, age: string): Parts => {
	const {name, image, ownerReferences} = entity.fields;
	const [first] = Array.isArray(ownerReferences) ? ownerReferences : [];
	const owner: Fields | undefined = isFields(first) ? first : undefined;
	return {
		apiVersion: 'batch/v1',
		kind: 'Job',
		cells: isRunning(entity)
			? [name ?? null, 'Running', '0/1', age, age]
			: [name ?? null, 'Complete', '1/1', '37s', age],
		state: isRunning(entity)
			? {
					name: 'in-progress',
					transitioning: true,
					message: 'Job in progress. success:0, active: 1, failed: 0',
				}
			: {name: 'active', message: 'Job Completed. succeeded: 1/1'},
		...(owner && {
			owner,
			relationships: [
				{
					fromId: `${textOf(entity.fields.namespace)}/${textOf(owner.name)}`,
					fromType: 'batch.cronjob',
					rel: 'owner',
					state: 'active',
				},
			],
		}),
		body: {
			spec: {
				completions: 1,
				template: {
					spec: {containers: [{name: name ?? null, image: image ?? null}], restartPolicy: 'OnFailure'},
				},
			},
			status: jobStatus(entity),
		},
	};
};

/** A cron job. */
export const cronJob = (entity: Entity, age: string, now: number): Parts => {
	const last = new Date(Math.floor(now / 86_400_000) * 86_400_000 + 3.25 * 3_600_000 - 86_400_000);
	const {name, schedule, suspended} = entity.fields;
	return {
		apiVersion: 'batch/v1',
		kind: 'CronJob',
		cells: [name ?? null, schedule ?? null, '<none>', suspended === true ? 'True' : 'False', 0, '19h', age],
		state: {name: 'active', message: 'Resource is always ready'},
		body: {
			spec: {
				schedule: schedule ?? null,
				concurrencyPolicy: 'Allow',
				suspend: suspended === true,
				jobTemplate: {
					spec: {template: {spec: {containers: containersOf(entity), restartPolicy: 'OnFailure'}}},
				},
			},
			status: {lastScheduleTime: last.toISOString()},
		},
	};
};
