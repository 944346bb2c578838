import type {ActionOutcome, ActionRequest} from '../../../../model/action-request.js';
import type {JsonObject} from '../../../../model/json-object.js';
import {attemptedOf, scaleOf} from '../../../act/act.js';
import {mapOf, numberOf, textOf} from '../../../requests/json-fields.js';
import {actBy, chosenRevision} from '../../act/act.js';
import type {Kube} from '../../kube/api.js';
import {kubeObjectPath} from '../../kube/path.js';
import type {Api} from '../../wire/api.js';
import {inCluster} from '../../wire/path.js';
import {actionsOf, linkOf} from '../rows/actions.js';
import {steveBase} from '../wire/api.js';
import type {SteveObject} from '../wire/frames.js';
import {revisionsOf} from './form.js';

/** What an action needs. */
type Target = {
	readonly api: Api;
	readonly kube: Kube;
	/** Path of the Steve: `/k8s/clusters/c-x/v1`. */
	readonly base: string;
	readonly read: () => Promise<SteveObject>;
	readonly signal: AbortSignal;
};

const versionOf = (object: SteveObject): string | null =>
	textOf(mapOf(object, 'metadata'), 'resourceVersion');

/** The change that an action is, as a patch of the object's `spec`; null where it is none. */
const specOf = (request: ActionRequest, object: SteveObject): JsonObject | null => {
	const isCronJob = request.resource.kind === 'cronjob';
	switch (request.action.name) {
		case 'scale':
			return {replicas: scaleOf(request, numberOf(mapOf(object, 'spec'), 'replicas'), 'pods')};
		case 'pause':
			return {paused: true};
		case 'suspend':
			return {suspend: true};
		case 'resume':
			return isCronJob ? {suspend: false} : {paused: false};
		case 'cordon':
			return {unschedulable: true};
		case 'uncordon':
			return {unschedulable: false};
		case 'redeploy': {
			// As kubectl and the server's own pages do it: a template that differs by a time.
			const now = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
			const annotations = {'cattle.io/timestamp': now, 'kubectl.kubernetes.io/restartedAt': now};
			return {template: {metadata: {annotations}}};
		}

		default:
			return null;
	}
};

// The links of a cluster lack its prefix, but must not lead to another one.
const addressOf = ({base}: Target, link: string): string =>
	inCluster(link, base === steveBase(null) ? null : base.slice(0, -'/v1'.length));

/** Steve takes no PATCH (test/fixtures/rancher2/more/edit-patch-json-patch.steve.http): Kubernetes' own API does. */
const patch = async (
	request: ActionRequest,
	{kube, signal}: Target,
	kind: 'strategic' | 'json',
	body: unknown,
): Promise<JsonObject> => {
	const path = kubeObjectPath(await kube.objectOf(request.resource, signal));
	const attempted = attemptedOf(request);
	return (await kube.send({method: 'PATCH', path, patch: kind, body, attempted, signal})).object;
};

const rollBack = async (request: ActionRequest, target: Target, object: SteveObject): Promise<JsonObject> => {
	const {api, base, signal} = target;
	const revision = chosenRevision(request, await revisionsOf(api, base, object, signal));
	const metadata = mapOf(revision.template, 'metadata');
	const {'pod-template-hash': _, ...labels} = mapOf(metadata, 'labels');
	return patch(request, target, 'json', [
		{op: 'replace', path: '/metadata/resourceVersion', value: versionOf(object)},
		{op: 'replace', path: '/spec/template', value: {...revision.template, metadata: {...metadata, labels}}},
	]);
};

const send = (request: ActionRequest, target: Target, object: SteveObject): Promise<JsonObject> | null => {
	const {api, signal} = target;
	const {action, input} = request;
	const attempted = attemptedOf(request);
	const own = textOf(mapOf(object, 'actions'), action.name);
	if (own !== null)
		return api.call({method: 'POST', path: addressOf(target, own), body: input, attempted, signal});
	const link = linkOf(object, action.name === 'remove' ? 'remove' : 'update');
	if (link === null) return null;
	if (action.name === 'remove') {
		// As kubectl does: the default of a job leaves its pods behind.
		const path = `${addressOf(target, link)}?propagationPolicy=Background`;
		return api.call({method: 'DELETE', path, attempted, signal});
	}

	if (action.name === 'rollback') return rollBack(request, target, object);
	const spec = specOf(request, object);
	if (spec === null) return null;
	// With the version in it, a patch of an object that has changed meanwhile is refused.
	return patch(request, target, 'strategic', {metadata: {resourceVersion: versionOf(object)}, spec});
};

// The answer holds the object as it is then.
const atOnce: ReadonlySet<string> = new Set(['cordon', 'uncordon']);

/** Changes an object as an action says. Rejects as `actBy`. */
export const actOn = (request: ActionRequest, target: Target): Promise<ActionOutcome> =>
	actBy(request, {
		target: target.api.url,
		read: target.read,
		send: object => send(request, target, object),
		stateOf: () => request.resource.state,
		offered: object => actionsOf(object, request.resource.kind).map(({name}) => name),
		atOnce,
	});
