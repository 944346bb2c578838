import type {Answer, DemoRequest} from '../../serve/serve.js';
import {textOf} from '../../world/json-values.js';
import {memberAt, remove} from '../fleet/changes.js';
import type {Appearance} from '../steve/render.js';
import type {ClusterRoute} from '../steve/route.js';
import {schemaOf} from '../steve/schemas.js';
import {bodyOf, json, statusError} from '../wire/answers.js';
import {kubeObject} from './object.js';
import {refusal} from './write.js';

/** Answers a DELETE: its options are in the query or the body (test/fixtures/rancher2/more/delete-*.http). */
export const kubeRemove = (route: ClusterRoute, appearance: Appearance, request: DemoRequest): Answer => {
	const body = bodyOf(request.body);
	if (!body) return statusError(400, 'BadRequest', 'the body of the request was in an unknown format');
	const {entity, type, id} = appearance;
	const {group = '', resource = ''} = schemaOf(type) ?? {};
	const details = {name: id.split('/').at(-1) ?? '', group, kind: resource, uid: entity.fields.uid ?? null};
	const query = request.url.searchParams;
	const uid = memberAt(body, 'preconditions', 'uid');
	if (uid !== undefined && uid !== entity.fields.uid) {
		const message = `Operation cannot be fulfilled on ${resource} "${details.name}": Precondition failed: UID in precondition: ${textOf(uid)}, UID in object meta: ${textOf(entity.fields.uid)}`;
		return refusal({status: 409, reason: 'Conflict', message}, details);
	}

	if (route.isLocked(entity.key))
		return refusal({status: 403, reason: 'Forbidden', message: `${id} may not be deleted`}, details);
	const before = kubeObject(route, appearance);
	if (query.has('dryRun') || memberAt(body, 'dryRun') !== undefined) return json(200, before);
	const policy = query.get('propagationPolicy') ?? textOf(memberAt(body, 'propagationPolicy'));
	const grace = query.get('gracePeriodSeconds') ?? memberAt(body, 'gracePeriodSeconds');
	const stays = remove(route.fleet, entity, policy, grace === 0 || grace === '0');
	if (stays) return json(200, kubeObject(route, appearance));
	if (type === 'pod') return json(200, before);
	return json(200, {kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details});
};
