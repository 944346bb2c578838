import type {ActionOutcome, ActionRequest} from '../../../model/action-request.js';
import {ServerError, UsageError} from '../../../model/errors.js';
import type {JsonObject} from '../../../model/json-object.js';
import type {Resource} from '../../../model/resource.js';
import {attemptedOf, carryOut} from '../../act/act.js';
import {mapOf, textOf} from '../../requests/json-fields.js';
import type {Kube} from './api.js';
import {containersOf, imagePatch} from './containers.js';
import {evictPod} from './eviction.js';
import {cascades} from './form.js';
import {jobFrom, jobType} from './job.js';
import {kubeListPath, kubeObjectPath} from './path.js';

/** What an action needs. */
type Target = {readonly kube: Kube; readonly signal: AbortSignal};

const follows: ActionOutcome = {follow: true, message: null};

const over = (message: string | null): ActionOutcome => ({follow: false, message});

const setImages = async (
	request: ActionRequest,
	{kube, signal}: Target,
	object: JsonObject,
): Promise<ActionOutcome> => {
	const attempted = attemptedOf(request);
	const known = new Map(containersOf(object).map(container => [container.name, container]));
	const changed = Object.entries(request.input).flatMap(([name, image]) => {
		const container = known.get(name);
		if (container === undefined) throw new UsageError(`${attempted}: it has no container ${name}`);
		if (typeof image !== 'string' || image.trim() === '')
			throw new UsageError(`${attempted}: give the image of ${name}`);
		return image.trim() === container.image ? [] : [{...container, image: image.trim()}];
	});
	if (changed.length === 0) return over('it has these images already: nothing was sent');
	const path = kubeObjectPath(await kube.objectOf(request.resource, signal));
	await kube.send({method: 'PATCH', path, body: imagePatch(object, changed), attempted, signal});
	// Its next job has it.
	return request.resource.kind === 'cronjob' ? over(null) : follows;
};

const trigger = async (
	request: ActionRequest,
	{kube, signal}: Target,
	object: JsonObject,
): Promise<ActionOutcome> => {
	const namespace = textOf(mapOf(object, 'metadata'), 'namespace');
	const path = kubeListPath(request.resource.scope, jobType, namespace);
	const sent = await kube.send({
		method: 'POST',
		path,
		body: jobFrom(object),
		attempted: attemptedOf(request),
		signal,
	});
	const name = textOf(mapOf(sent.object, 'metadata'), 'name') ?? '';
	return over(`job ${namespace === null ? '' : `${namespace}/`}${name} was created`);
};

// The apiserver's own words are two sentences, of which only the second names the budget.
const inWords = (error: unknown): unknown =>
	error instanceof ServerError && error.status === 429
		? new ServerError(
				{...error.account, advice: 'try again when more of its pods are ready'},
				error.status,
				error.code,
				error,
			)
		: error;

const evict = async (
	request: ActionRequest,
	{kube, signal}: Target,
	object: JsonObject,
): Promise<ActionOutcome> => {
	const attempted = attemptedOf(request);
	try {
		await evictPod(kube, {cluster: request.resource.scope, pod: object, attempted, signal});
	} catch (error) {
		throw inWords(error);
	}

	return follows;
};

const policyOf = (cascade: unknown): string => {
	const name = cascades.find(one => one === cascade) ?? 'background';
	return name.charAt(0).toUpperCase() + name.slice(1);
};

const remove = async (
	request: ActionRequest,
	{kube, signal}: Target,
	object: JsonObject,
	grace: unknown,
): Promise<ActionOutcome> => {
	const path = kubeObjectPath(await kube.objectOf(request.resource, signal));
	const body = {
		apiVersion: 'v1',
		kind: 'DeleteOptions',
		propagationPolicy: policyOf(request.input.cascade),
		...(typeof grace === 'number' && {gracePeriodSeconds: grace}),
		preconditions: {uid: textOf(mapOf(object, 'metadata'), 'uid')},
	};
	await kube.send({method: 'DELETE', path, body, attempted: attemptedOf(request), signal});
	return follows;
};

const deeds: Readonly<
	Record<string, (request: ActionRequest, target: Target, object: JsonObject) => Promise<ActionOutcome>>
> = {
	image: setImages,
	trigger,
	evict,
	forceRemove: (request, target, object) => remove(request, target, object, 0),
	remove: (request, target, object) => remove(request, target, object, request.input.grace),
};

const hasInput = ({input}: ActionRequest): boolean => Object.keys(input).length > 0;

/** Whether an action is done by Kubernetes' own API. A removal is only if it says how. */
export const isByKube = (request: ActionRequest): boolean =>
	Object.hasOwn(deeds, request.action.name) && (request.action.name !== 'remove' || hasInput(request));

const offersOf = ({actions}: Resource): readonly string[] => actions.map(({name}) => name);

/** Does an action by Kubernetes' own API. Rejects as `carryOut`. */
export const actByKube = (request: ActionRequest, target: Target, server: string): Promise<ActionOutcome> =>
	carryOut<JsonObject, ActionOutcome>(request, {
		target: server,
		read: () => target.kube.read(request.resource, target.signal),
		send: object => deeds[request.action.name]?.(request, target, object) ?? null,
		stateOf: () => request.resource.state,
		offered: () => offersOf(request.resource),
		wrongMoment: new Set(),
		outcomeOf: outcome => outcome,
	});
