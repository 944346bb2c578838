import {isObject} from '../../../model/json-object.js';
import type {Answer, DemoRequest} from '../../serve/serve.js';
import {textOf} from '../../world/json-values.js';
import {memberAt} from '../fleet/changes.js';
import {runJob} from '../fleet/jobs.js';
import type {ClusterRoute} from '../steve/route.js';
import type {Schema} from '../steve/schemas.js';
import {bodyOf, json, statusError} from '../wire/answers.js';
import {kubeObject} from './object.js';
import {refusal} from './write.js';

/** Answers a POST of a new job; nothing else can be made here. */
export const kubeCreate = (
	route: ClusterRoute,
	schema: Schema,
	namespace: string,
	request: DemoRequest,
): Answer => {
	const body = bodyOf(request.body);
	const {hub, fleet, cluster} = route;
	if (!body) return statusError(400, 'BadRequest', 'the body of the request was in an unknown format');
	if (schema.id !== 'batch.job' || namespace === '')
		return statusError(
			405,
			'MethodNotAllowed',
			'the server does not allow this method on the requested resource',
		);
	const prefix = textOf(memberAt(body, 'metadata', 'generateName'));
	const name = textOf(memberAt(body, 'metadata', 'name')) || `${prefix}${fleet.world.random.hex(5)}`;
	const id = `${namespace}/${name}`;
	const details = {name, group: schema.group, kind: schema.resource};
	if (hub.find(cluster, schema.id, id)) {
		const message = `${schema.resource}.${schema.group} "${name}" already exists`;
		return refusal({status: 409, reason: 'AlreadyExists', message}, details);
	}

	const containers = memberAt(body, 'spec', 'template', 'spec', 'containers');
	if (!Array.isArray(containers) || containers.length === 0) {
		const message = `Job.batch "${name}" is invalid: spec.template.spec.containers: Required value`;
		const causes = [
			{reason: 'FieldValueRequired', message: 'Required value', field: 'spec.template.spec.containers'},
		];
		return refusal({status: 422, reason: 'Invalid', message, causes}, details);
	}

	if (request.url.searchParams.has('dryRun')) return json(201, body);
	const {annotations = {}, labels = {}, ownerReferences = []} = isObject(body.metadata) ? body.metadata : {};
	runJob(fleet, cluster, id, {
		image: textOf(memberAt(containers[0], 'image')),
		overlay: {metadata: {annotations, labels}, spec: isObject(body.spec) ? body.spec : {}},
		ownerReferences,
	});
	const made = hub.find(cluster, schema.id, id);
	return made ? json(201, kubeObject(route, made)) : statusError(500, 'InternalError', 'the job is gone');
};
