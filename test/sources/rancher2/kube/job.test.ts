import {expect, test} from 'vitest';
import {jobFrom, jobType} from '../../../../source/sources/rancher2/kube/job.js';

test('the job of a cron job of an old cluster is of the version that has jobs', () => {
	const job = jobFrom({
		apiVersion: 'batch/v1beta1',
		kind: 'CronJob',
		metadata: {name: 'nightly', namespace: 'shop', uid: 'u-1'},
		spec: {jobTemplate: {metadata: {labels: {app: 'export'}}, spec: {backoffLimit: 2}}},
	});
	expect(job).toEqual({
		apiVersion: 'batch/v1',
		kind: 'Job',
		metadata: {
			generateName: 'nightly-manual-',
			namespace: 'shop',
			annotations: {'cronjob.kubernetes.io/instantiate': 'manual'},
			labels: {app: 'export'},
			ownerReferences: [
				{apiVersion: 'batch/v1beta1', kind: 'CronJob', name: 'nightly', uid: 'u-1', controller: true},
			],
		},
		spec: {backoffLimit: 2},
	});
	expect(jobType.group).toBe('/apis/batch/v1');
});
