import type {ActionOutcome, ActionRequest} from '../../../model/action-request.js';
import {ServerError, UsageError} from '../../../model/errors.js';
import {mapOf, numberOf, textOf, type WireMap} from '../../requests/wire-map.js';
import {healthOf, isGoneState, stateOf} from '../rows/states.js';
import type {Api, Reply} from '../wire/api.js';
import type {Rancher1Object} from '../wire/frames.js';
import {baseTypeOf} from '../wire/types.js';
import {upgradeBody} from './upgrade.js';

/** What an action needs: the resource as it is now, and how errors name it. */
export type Target = {
	readonly api: Api;
	/** Reads the resource again. */
	readonly read: () => Promise<Rancher1Object>;
	/** Path of the resource. */
	readonly path: string;
	readonly signal: AbortSignal;
};

const attemptedOf = ({action, resource}: ActionRequest) =>
	`Cannot ${action.title.toLowerCase()} ${resource.kind} ${resource.name}`;

const nowOf = (object: Rancher1Object): string => {
	const offered = Object.keys(mapOf(object, 'actions')).filter(name => name !== 'update');
	const state = stateOf(object, baseTypeOf(object)) || 'in no state';
	return `it is ${state} now and offers ${offered.length === 0 ? 'nothing' : offered.join(', ')}`;
};

const notOffered = (request: ActionRequest, target: Target, object: Rancher1Object) =>
	new ServerError(
		{
			attempted: attemptedOf(request),
			target: target.api.url,
			answer: `the server does not offer it: ${nowOf(object)}`,
			advice: 'wait until its state changes, or choose one of these',
		},
		422,
		'ActionNotAvailable',
	);

/** What was typed, without the fields that were left empty: the server fills in its defaults. */
const given = (input: ActionRequest['input']): WireMap =>
	Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null && value !== undefined));

const bodyOf = ({action, input}: ActionRequest, object: Rancher1Object): WireMap => {
	const body = given(input);
	if (baseTypeOf(object) !== 'service') return body;
	// Without it a restart is 422 MissingRequired (rancher/ui service.js).
	if (action.name === 'restart') return {rollingRestartStrategy: {}, ...body};
	return action.name === 'upgrade' ? upgradeBody(object, body) : body;
};

const scaleOf = (request: ActionRequest, object: Rancher1Object): number => {
	const {scale, by} = request.input;
	if (typeof scale === 'number') return Math.max(0, scale);
	const now = numberOf(object, 'scale');
	if (typeof by === 'number' && now !== null) return Math.max(0, now + by);
	throw new UsageError(`${attemptedOf(request)}: give the number of containers`);
};

const send = (request: ActionRequest, target: Target, object: Rancher1Object): Promise<Reply> => {
	const {api, path, signal} = target;
	const {name} = request.action;
	const attempted = attemptedOf(request);
	const self = textOf(mapOf(object, 'links'), 'self') ?? path;
	if (name === 'scale') {
		return api.call({method: 'PUT', path: self, body: {scale: scaleOf(request, object)}, attempted, signal});
	}

	const url = textOf(mapOf(object, 'actions'), name);
	if (url !== null)
		return api.call({method: 'POST', path: url, body: bodyOf(request, object), attempted, signal});
	// A running container is stopped and removed by DELETE, though no action says so (cattle InstanceManager.java).
	if (name === 'remove' && baseTypeOf(object) === 'instance') {
		return api.call({method: 'DELETE', path: self, attempted, signal});
	}

	throw notOffered(request, target, object);
};

const busy = (error: ServerError): ServerError =>
	new ServerError(
		{...error.account, advice: 'another process works on it: try again when its transition is over'},
		error.status,
		error.code,
		error,
	);

const sendTwice = async (request: ActionRequest, target: Target): Promise<Reply> => {
	const object = await target.read();
	try {
		return await send(request, target, object);
	} catch (error) {
		if (!(error instanceof ServerError)) throw error;
		if (error.code === 'ActionNotAvailable') {
			throw notOffered(request, target, await target.read());
		}

		if (error.status !== 409) throw error;
	}

	try {
		return await send(request, target, await target.read());
	} catch (error) {
		throw error instanceof ServerError && error.status === 409 ? busy(error) : error;
	}
};

// What a handler answers with at once, while the work goes on by an event of its own (cattle HostsActionHandler).
const goesOn: ReadonlySet<string> = new Set(['evacuate']);

const envelope: ReadonlySet<string> = new Set(['id', 'type', 'baseType', 'links', 'actions', 'actionLinks']);

/** What a handler made and answered with, when it is neither the resource itself nor the way into a stream. */
const answerOf = ({resource}: ActionRequest, body: WireMap): Pick<ActionOutcome, 'answer'> => {
	const type = textOf(body, 'type');
	const isOwn = type === null || type === 'collection' || textOf(body, 'id') === resource.id;
	if (isOwn || textOf(body, 'token') !== null) return {};
	const made = Object.entries(body).filter(([name]) => !envelope.has(name));
	return made.length === 0 ? {} : {answer: Object.fromEntries(made)};
};

// An answer that is the resource itself says by its state whether that is the end.
const isUnderWay = ({action, resource}: ActionRequest, status: number, body: WireMap): boolean => {
	if (textOf(body, 'transitioning') === 'yes') return true;
	const isOwn = textOf(body, 'id') === resource.id && textOf(body, 'state') !== null;
	return isOwn ? !isFinal(action.name, body) : status === 202 || action.name === 'remove';
};

const isFinal = (name: string, body: WireMap): boolean => {
	const state = textOf(body, 'state') ?? '';
	return name === 'remove' ? isGoneState(state) : healthOf('no', state) !== 'transitioning';
};

const streams: ReadonlySet<ActionRequest['action']['verb']> = new Set(['logs', 'shell', 'stats']);

/**
 * Has the server do something: on the resource as it is now, by the address that it gives for that. Rejects
 * with the errors of `Api.call`, and `UsageError` for what is not an action or lacks an input.
 */
export const actOn = async (request: ActionRequest, target: Target): Promise<ActionOutcome> => {
	if (streams.has(request.action.verb)) {
		throw new UsageError(`${attemptedOf(request)}: it is a view of its own, not an action`);
	}

	const {status, body} = await sendTwice(request, target);
	const follow = goesOn.has(request.action.name) || isUnderWay(request, status, body);
	return {follow, message: null, ...(follow ? {} : answerOf(request, body))};
};
