import type {ActionOutcome, ActionRequest} from '../../../model/action-request.js';
import {ServerError, UsageError} from '../../../model/errors.js';
import type {Revision} from './revisions.js';

/** `Cannot redeploy deployment shop/web`. */
export const attemptedOf = ({action, resource}: ActionRequest): string =>
	`Cannot ${action.title.toLowerCase()} ${resource.kind} ${resource.name}`;

/** How one of the server's two APIs acts on a resource. */
export type Actor<Read> = {
	/** URL of the server, for errors. */
	readonly target: string;
	/** The resource as it is now. */
	readonly read: () => Promise<Read>;
	/** Sends the action; null where the resource does not offer it. */
	readonly send: (object: Read) => Promise<unknown> | null;
	readonly stateOf: (object: Read) => string;
	readonly offered: (object: Read) => readonly string[];
	/** Actions that are over with the answer, besides those that hold something. */
	readonly atOnce: ReadonlySet<string>;
};

const refusal = <Read>(request: ActionRequest, actor: Actor<Read>, object: Read): ServerError => {
	const state = actor.stateOf(object) || 'in no state';
	const offered = actor.offered(object).join(', ') || 'nothing';
	return new ServerError(
		{
			attempted: attemptedOf(request),
			target: actor.target,
			answer: `the server does not offer it: it is ${state} now and offers ${offered}`,
			advice: 'wait until its state changes, or ask for the right to do it',
		},
		422,
		'ActionNotAvailable',
	);
};

/** The scale that was asked for, absolute or by so many more. Throws `UsageError` where there is neither. */
export const scaleOf = (request: ActionRequest, now: number | null): number => {
	const {scale, by} = request.input;
	if (typeof scale === 'number') return Math.max(0, scale);
	if (typeof by === 'number' && now !== null) return Math.max(0, now + by);
	throw new UsageError(`${attemptedOf(request)}: give the number of pods`);
};

/** The revision that was chosen to go back to. Throws `UsageError` where there is no such. */
export const chosenRevision = <Kept extends Revision>(
	request: ActionRequest,
	revisions: readonly Kept[],
): Kept => {
	const wanted = request.input.revision;
	const revision = revisions.find(({label, number}) => label === wanted || number === wanted);
	if (revision) return revision;
	const known = revisions.map(({label}) => label).join(', ') || 'none';
	throw new UsageError(
		`${attemptedOf(request)}: there is no revision ${String(wanted)} (there are: ${known})`,
	);
};

const busy = (error: ServerError): ServerError =>
	new ServerError(
		{...error.account, advice: 'somebody else changes it at the same time: look at it, and try again'},
		error.status,
		error.code,
		error,
	);

// Once more where the object had changed meanwhile: `send` reads it again.
const sendTwice = async (send: () => Promise<void>): Promise<void> => {
	try {
		await send();
		return;
	} catch (error) {
		if (!(error instanceof ServerError) || error.status !== 409) throw error;
	}

	try {
		await send();
	} catch (error) {
		throw error instanceof ServerError && error.status === 409 ? busy(error) : error;
	}
};

const holds: ReadonlySet<string> = new Set(['pause', 'suspend']);

/** What follows the server's answer. A node may be in trouble for other reasons all the while. */
const outcomeOf = ({action: {name}, resource}: ActionRequest, atOnce: ReadonlySet<string>): ActionOutcome => {
	const isOver = holds.has(name) || atOnce.has(name) || (name === 'resume' && resource.kind === 'cronjob');
	if (isOver) return {follow: false, message: null};
	return {follow: true, message: null, ...((name === 'cordon' || name === 'uncordon') && {ends: true})};
};

// Each the wrong moment (norman httperror/error.go).
const wrongMoment: ReadonlySet<string> = new Set(['ActionNotAvailable', 'InvalidState', 'InvalidAction']);

/**
 * Acts on a resource as it is now, once more where it has changed meanwhile. Rejects with the errors of `Api.call`, with
 * what is offered where this action is not, and with `UsageError` for what lacks an input.
 */
export const actBy = async <Read>(request: ActionRequest, actor: Actor<Read>): Promise<ActionOutcome> => {
	try {
		await sendTwice(async () => {
			const object = await actor.read();
			const sent = actor.send(object);
			if (sent === null) throw refusal(request, actor, object);
			await sent;
		});
	} catch (error) {
		if (!(error instanceof ServerError)) throw error;
		// It is gone already: that is what was wanted.
		if (error.status === 404 && error.code !== 'ActionNotAvailable' && request.action.name === 'remove')
			return {follow: false, message: 'it was gone already'};
		if (wrongMoment.has(error.code)) throw refusal(request, actor, await actor.read());
		throw error;
	}

	return outcomeOf(request, actor.atOnce);
};
