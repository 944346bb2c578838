import type {ActionOutcome, ActionRequest} from '../../../model/action-request.js';
import {UsageError} from '../../../model/errors.js';
import type {JsonObject} from '../../../model/json-object.js';
import {attemptedOf, carryOut, givenInput, scaleOf} from '../../act/act.js';
import {mapOf, numberOf, textOf} from '../../requests/json-fields.js';
import {healthOf, isGoneState, stateOf} from '../rows/states.js';
import type {Api, Reply} from '../wire/api.js';
import type {Rancher1Object} from '../wire/frames.js';
import {baseTypeOf} from '../wire/types.js';
import {upgradeBody} from './upgrade.js';

/** What an action needs: the resource as it is now, and how errors name it. */
type Target = {
	readonly api: Api;
	readonly read: () => Promise<Rancher1Object>;
	readonly path: string;
	readonly signal: AbortSignal;
};

const bodyOf = ({action, input}: ActionRequest, object: Rancher1Object): JsonObject => {
	const body = givenInput(input);
	if (baseTypeOf(object) !== 'service') return body;
	// Without it a restart is 422 MissingRequired (rancher/ui service.js).
	if (action.name === 'restart') return {rollingRestartStrategy: {}, ...body};
	return action.name === 'upgrade' ? upgradeBody(object, body) : body;
};

const send = (request: ActionRequest, target: Target, object: Rancher1Object): Promise<Reply> | null => {
	const {api, path, signal} = target;
	const {name} = request.action;
	const attempted = attemptedOf(request);
	const self = textOf(mapOf(object, 'links'), 'self') ?? path;
	if (name === 'scale') {
		const scale = scaleOf(request, numberOf(object, 'scale'), 'containers');
		return api.call({method: 'PUT', path: self, body: {scale}, attempted, signal});
	}

	const url = textOf(mapOf(object, 'actions'), name);
	if (url !== null)
		return api.call({method: 'POST', path: url, body: bodyOf(request, object), attempted, signal});
	// A running container is stopped and removed by DELETE, though no action says so (cattle InstanceManager.java).
	if (name === 'remove' && baseTypeOf(object) === 'instance') {
		return api.call({method: 'DELETE', path: self, attempted, signal});
	}

	return null;
};

// Handlers that answer at once, while an event of their own continues the work (cattle HostsActionHandler).
const goesOn: ReadonlySet<string> = new Set(['evacuate']);

const envelope: ReadonlySet<string> = new Set(['id', 'type', 'baseType', 'links', 'actions', 'actionLinks']);

/** What a handler made and answered with, when it is neither the resource itself nor the way into a stream. */
const answerOf = ({resource}: ActionRequest, body: JsonObject): Pick<ActionOutcome, 'answer'> => {
	const type = textOf(body, 'type');
	const isOwn = type === null || type === 'collection' || textOf(body, 'id') === resource.id;
	if (isOwn || textOf(body, 'token') !== null) return {};
	const made = Object.entries(body).filter(([name]) => !envelope.has(name));
	return made.length === 0 ? {} : {answer: Object.fromEntries(made)};
};

// An answer that is the resource itself says by its state whether that is the end.
const isUnderWay = ({action, resource}: ActionRequest, status: number, body: JsonObject): boolean => {
	if (textOf(body, 'transitioning') === 'yes') return true;
	const isOwn = textOf(body, 'id') === resource.id && textOf(body, 'state') !== null;
	return isOwn ? !isFinal(action.name, body) : status === 202 || action.name === 'remove';
};

const isFinal = (name: string, body: JsonObject): boolean => {
	const state = textOf(body, 'state') ?? '';
	return name === 'remove' ? isGoneState(state) : healthOf('no', state) !== 'transitioning';
};

const streams: ReadonlySet<ActionRequest['action']['verb']> = new Set(['logs', 'shell', 'stats']);

/**
 * Has the server do something: on the resource as it is now, by the address that it gives for that. Rejects
 * as `carryOut`, and with `UsageError` for what is not an action.
 */
export const actOn = async (request: ActionRequest, target: Target): Promise<ActionOutcome> => {
	if (streams.has(request.action.verb)) {
		throw new UsageError(`${attemptedOf(request)}: it is a view of its own, not an action`);
	}

	return carryOut(request, {
		target: target.api.url,
		read: target.read,
		send: object => send(request, target, object),
		stateOf: object => stateOf(object, baseTypeOf(object)),
		// `update` only means that a PUT would be taken.
		offered: object => Object.keys(mapOf(object, 'actions')).filter(name => name !== 'update'),
		wrongMoment,
		outcomeOf: reply => outcomeOf(request, reply),
	});
};

const wrongMoment: ReadonlySet<string> = new Set(['ActionNotAvailable']);

const outcomeOf = (request: ActionRequest, {status, body}: Reply): ActionOutcome => {
	const follow = goesOn.has(request.action.name) || isUnderWay(request, status, body);
	return {follow, message: null, ...(follow ? {} : answerOf(request, body))};
};
