import type {ActionOutcome, ActionRequest} from '../../../../model/action-request.js';
import type {JsonObject} from '../../../../model/json-object.js';
import {attemptedOf, givenInput, scaleOf} from '../../../act/act.js';
import {mapOf, numberOf, textOf} from '../../../requests/json-fields.js';
import {actBy, chosenRevision} from '../../act/act.js';
import type {Api} from '../../wire/api.js';
import {offeredFor} from '../rows/actions.js';
import {actionsIn, type NormanObject} from '../wire/frames.js';
import {revisionsOf} from './revisions.js';

/** What an action needs. */
type Target = {
	readonly api: Api;
	readonly read: () => Promise<NormanObject>;
	readonly signal: AbortSignal;
};

const rollBackTo = async (
	request: ActionRequest,
	target: Target,
	object: NormanObject,
): Promise<JsonObject> => {
	const revisions = await revisionsOf(target.api, object, target.signal);
	return {replicaSetId: chosenRevision(request, revisions).id};
};

const send = (request: ActionRequest, target: Target, object: NormanObject): Promise<JsonObject> | null => {
	const {api, signal} = target;
	const {name} = request.action;
	const attempted = attemptedOf(request);
	const links = mapOf(object, 'links');
	if (name === 'scale') {
		const path = textOf(links, 'update');
		if (path === null) return null;
		const body = {scale: scaleOf(request, numberOf(object, 'scale'), 'pods')};
		return api.call({method: 'PUT', path, body, attempted, signal});
	}

	if (name === 'remove') {
		const path = textOf(links, 'remove');
		return path === null ? null : api.call({method: 'DELETE', path, attempted, signal});
	}

	const path = textOf(actionsIn(object), name);
	if (path === null) return null;
	// Some handlers fail without a body (norman parse/read_input.go).
	const post = (body: JsonObject) => api.call({method: 'POST', path, body, attempted, signal});
	return name === 'rollback'
		? rollBackTo(request, target, object).then(post)
		: post(givenInput(request.input));
};

const none: ReadonlySet<string> = new Set();

/** Performs an action by the address in the resource. Rejects as `actBy`. */
export const actOn = (request: ActionRequest, target: Target): Promise<ActionOutcome> =>
	actBy(request, {
		target: target.api.url,
		read: target.read,
		send: object => send(request, target, object),
		stateOf: object => textOf(object, 'state') ?? '',
		offered: offeredFor,
		// The effects come later; the resource shows them.
		atOnce: none,
	});
