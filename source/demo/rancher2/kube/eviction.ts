import type {Answer, DemoRequest} from '../../serve/serve.js';
import type {Entity} from '../../world/world.js';
import {brokenBudget} from '../fleet/budgets.js';
import {memberAt} from '../fleet/changes.js';
import {deletePod} from '../fleet/workloads.js';
import type {ClusterRoute} from '../steve/route.js';
import {bodyOf, json, statusError} from '../wire/answers.js';
import {refusal} from './write.js';

/** Answers a POST of an eviction (test/fixtures/rancher2/more/evict-*.http). */
export const evict = (route: ClusterRoute, pod: Entity, request: DemoRequest): Answer => {
	const body = bodyOf(request.body);
	if (body?.kind !== 'Eviction') return statusError(400, 'BadRequest', 'an Eviction was expected');
	const broken = brokenBudget(route.fleet, pod);
	if (broken !== undefined) {
		const message = "Cannot evict pod as it would violate the pod's disruption budget.";
		const causes = [{reason: 'DisruptionBudget', message: broken}];
		return refusal({status: 429, reason: 'TooManyRequests', message, causes}, {});
	}

	const isDry =
		memberAt(body, 'deleteOptions', 'dryRun') !== undefined || request.url.searchParams.has('dryRun');
	if (!isDry) deletePod(route.fleet, pod);
	return json(201, {kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201});
};
