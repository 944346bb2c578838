import type {JsonObject} from '../../../model/json-object.js';
import {mapOf} from '../../requests/json-fields.js';
import type {KubeType} from './path.js';

/** Jobs; cron jobs of old clusters are of `batch/v1beta1`, which has none. */
export const jobType: KubeType = {group: '/apis/batch/v1', resource: 'jobs'};

/** The job that a cron job would begin now, as `kubectl create job --from` makes it (kubectl pkg/cmd/create/create_job.go). */
export const jobFrom = (cronJob: JsonObject): JsonObject => {
	const {name, namespace, uid} = mapOf(cronJob, 'metadata');
	const template = mapOf(mapOf(cronJob, 'spec'), 'jobTemplate');
	const metadata = mapOf(template, 'metadata');
	return {
		apiVersion: 'batch/v1',
		kind: 'Job',
		metadata: {
			// The server completes it, and shortens it where that would be too long.
			generateName: `${String(name)}-manual-`,
			namespace,
			annotations: {...mapOf(metadata, 'annotations'), 'cronjob.kubernetes.io/instantiate': 'manual'},
			labels: mapOf(metadata, 'labels'),
			ownerReferences: [{apiVersion: cronJob.apiVersion, kind: 'CronJob', name, uid, controller: true}],
		},
		spec: mapOf(template, 'spec'),
	};
};
