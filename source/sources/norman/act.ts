import type {ActionOutcome, ActionRequest} from '../../model/action.ts';
import {ServerError} from '../../model/errors.ts';
import {attemptedOf, chosenRevision, notOffered, scaleOf, sendTwice} from '../rancher2/act.ts';
import type {Api} from '../rancher2/api.ts';
import {mapOf, numberOf, textOf, type WireMap} from '../wire-map.ts';
import {offeredFor} from './actions.ts';
import {actionsIn, type NormanObject} from './frames.ts';
import {revisionsOf} from './revisions.ts';

/** What an action needs. */
export type Target = {
	readonly api: Api;
	/** Path of the resource. */
	readonly path: string;
	readonly read: () => Promise<NormanObject>;
	readonly signal: AbortSignal;
};

const rollBackTo = async (request: ActionRequest, target: Target, object: NormanObject): Promise<WireMap> => {
	const revisions = await revisionsOf(target.api, object, target.signal);
	return {replicaSetId: chosenRevision(request, revisions).id};
};

/** What was typed, without the fields that were left empty: the server fills in its defaults. */
const given = (input: ActionRequest['input']): WireMap =>
	Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null && value !== undefined));

const refusal = (request: ActionRequest, {api}: Target, object: NormanObject): ServerError =>
	notOffered(request, api.url, textOf(object, 'state') ?? '', offeredFor(object));

const send = async (request: ActionRequest, target: Target, object: NormanObject): Promise<WireMap> => {
	const {api, path, signal} = target;
	const {name} = request.action;
	const attempted = attemptedOf(request);
	const links = mapOf(object, 'links');
	if (name === 'scale') {
		const body = {scale: scaleOf(request, numberOf(object, 'scale'))};
		return api.call({method: 'PUT', path: textOf(links, 'update') ?? path, body, attempted, signal});
	}

	if (name === 'remove')
		return api.call({method: 'DELETE', path: textOf(links, 'remove') ?? path, attempted, signal});
	const url = textOf(actionsIn(object), name);
	if (url === null) throw refusal(request, target, object);
	const body = name === 'rollback' ? await rollBackTo(request, target, object) : given(request.input);
	// Some handlers fail on a body that is not there (norman parse/read_input.go).
	return api.call({method: 'POST', path: url, body, attempted, signal});
};

/**
 * Has the management API do something: on the resource as it is now, by the address that it gives for that. Rejects
 * with the errors of `Api.call`, and `UsageError` for what lacks an input.
 */
export const actOn = async (request: ActionRequest, target: Target): Promise<ActionOutcome> => {
	try {
		await sendTwice(async () => send(request, target, await target.read()));
	} catch (error) {
		const wasRefused =
			error instanceof ServerError && (error.code === 'ActionNotAvailable' || error.code === 'InvalidState');
		if (wasRefused) throw refusal(request, target, await target.read());
		throw error;
	}

	const {name} = request.action;
	if (name === 'pause') return {follow: false, message: null};
	// Effects come later, and the resource shows them; a node may be in trouble for other reasons all the while.
	return {follow: true, message: null, ...((name === 'cordon' || name === 'uncordon') && {ends: true})};
};
