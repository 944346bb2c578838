import type {ActionOutcome, ActionRequest} from '../../model/action.ts';
import {ServerError, UsageError} from '../../model/errors.ts';
import {attemptedOf, notOffered, scaleOf, sendTwice} from '../rancher2/act.ts';
import type {Api} from '../rancher2/api.ts';
import {mapOf, numberOf, textOf, type WireMap} from '../wire-map.ts';
import {actionsOf, linkOf} from './actions.ts';
import {revisionsOf} from './form.ts';
import type {SteveObject} from './frames.ts';

/** What an action needs. */
export type Target = {
	readonly api: Api;
	/** Path of the Steve. */
	readonly base: string;
	/** Path of the object. */
	readonly path: string;
	readonly read: () => Promise<SteveObject>;
	readonly signal: AbortSignal;
};

const strategic = 'application/strategic-merge-patch+json';

const versionOf = (object: SteveObject): string | null =>
	textOf(mapOf(object, 'metadata'), 'resourceVersion');

/** The change that an action is, as a patch of the object's `spec`; null where it is none. */
const specOf = (request: ActionRequest, object: SteveObject): WireMap | null => {
	const isCronJob = request.resource.kind === 'cronjob';
	switch (request.action.name) {
		case 'scale':
			return {replicas: scaleOf(request, numberOf(mapOf(object, 'spec'), 'replicas'))};
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

/** Kubernetes' own address of an object: Steve's is newer than some servers (steve README.md). */
const nativeOf = (object: SteveObject, path: string): string => linkOf(object, 'view') ?? path;

// With the version in it, a patch of an object that has changed meanwhile is refused.
const patch = (
	request: ActionRequest,
	target: Target,
	object: SteveObject,
	spec: WireMap,
): Promise<WireMap> =>
	target.api.call({
		method: 'PATCH',
		path: nativeOf(object, target.path),
		headers: {'content-type': strategic},
		body: {metadata: {resourceVersion: versionOf(object)}, spec},
		attempted: attemptedOf(request),
		signal: target.signal,
	});

const rollBack = async (request: ActionRequest, target: Target, object: SteveObject): Promise<WireMap> => {
	const {api, base, path, signal} = target;
	const wanted = request.input.revision;
	const revisions = await revisionsOf(api, base, object, signal);
	const revision = revisions.find(({label, number}) => label === wanted || number === wanted);
	if (!revision) {
		const known = revisions.map(({label}) => label).join(', ') || 'none';
		throw new UsageError(
			`${attemptedOf(request)}: there is no revision ${String(wanted)} (there are: ${known})`,
		);
	}

	const metadata = mapOf(revision.template, 'metadata');
	const {'pod-template-hash': _, ...labels} = mapOf(metadata, 'labels');
	const body = [
		{op: 'replace', path: '/metadata/resourceVersion', value: versionOf(object)},
		{op: 'replace', path: '/spec/template', value: {...revision.template, metadata: {...metadata, labels}}},
	];
	return api.call({
		method: 'PATCH',
		path: nativeOf(object, path),
		headers: {'content-type': 'application/json-patch+json'},
		body,
		attempted: attemptedOf(request),
		signal,
	});
};

const send = async (request: ActionRequest, target: Target, object: SteveObject): Promise<WireMap> => {
	const {api, path, signal} = target;
	const {action, input, resource} = request;
	const attempted = attemptedOf(request);
	const own = textOf(mapOf(object, 'actions'), action.name);
	if (own !== null) return api.call({method: 'POST', path: own, body: input, attempted, signal});
	const link = action.name === 'remove' ? 'remove' : 'update';
	if (linkOf(object, link) === null) {
		throw notOffered(
			request,
			api.url,
			resource.state,
			actionsOf(object, resource.kind).map(({name}) => name),
		);
	}

	if (action.name === 'remove') return api.call({method: 'DELETE', path, attempted, signal});
	if (action.name === 'rollback') return rollBack(request, target, object);
	const spec = specOf(request, object);
	if (spec !== null) return patch(request, target, object, spec);
	throw notOffered(
		request,
		api.url,
		resource.state,
		actionsOf(object, resource.kind).map(({name}) => name),
	);
};

/**
 * Changes an object as an action says: on the object as it is now, once more where it has changed meanwhile. Rejects
 * with the errors of `Api.call`, and `UsageError` for what lacks an input.
 */
export const actOn = async (request: ActionRequest, target: Target): Promise<ActionOutcome> => {
	try {
		await sendTwice(async () => send(request, target, await target.read()));
	} catch (error) {
		// It is gone already: that is what was wanted.
		const isGone = error instanceof ServerError && error.status === 404;
		if (!isGone || request.action.name !== 'remove') throw error;
		return {follow: false, message: 'it was gone already'};
	}

	return {follow: true, message: null};
};
