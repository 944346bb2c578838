import type {JsonObject} from '../../../model/json-object.js';
import {mapOf, textOf} from '../../requests/json-fields.js';

/** The job that a cron job would begin now, as `kubectl create job --from` makes it (kubectl pkg/cmd/create/create_job.go). */
export const jobFrom = (cronJob: JsonObject): JsonObject => {
	const {name, namespace, uid} = mapOf(cronJob, 'metadata');
	const template = mapOf(mapOf(cronJob, 'spec'), 'jobTemplate');
	const metadata = mapOf(template, 'metadata');
	const apiVersion = textOf(cronJob, 'apiVersion') ?? 'batch/v1';
	return {
		apiVersion,
		kind: 'Job',
		metadata: {
			// The server completes it, and shortens it where that would be too long.
			generateName: `${String(name)}-manual-`,
			namespace,
			annotations: {...mapOf(metadata, 'annotations'), 'cronjob.kubernetes.io/instantiate': 'manual'},
			labels: mapOf(metadata, 'labels'),
			ownerReferences: [{apiVersion, kind: 'CronJob', name, uid, controller: true}],
		},
		spec: mapOf(template, 'spec'),
	};
};
