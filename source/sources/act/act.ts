import type {ActionOutcome, ActionRequest} from '../../model/action-request.js';
import {ServerError, UsageError} from '../../model/errors.js';
import type {JsonObject} from '../../model/json-object.js';

/** `Cannot redeploy deployment shop/web`. */
export const attemptedOf = ({action, resource}: ActionRequest): string =>
	`Cannot ${action.title.toLowerCase()} ${resource.kind} ${resource.name}`;

/** How an API acts on a resource. */
export type Actor<Read, Reply> = {
	readonly target: string;
	readonly read: () => Promise<Read>;
	/** Sends the action; null where the resource does not offer it. */
	readonly send: (object: Read) => Promise<Reply> | null;
	readonly stateOf: (object: Read) => string;
	readonly offered: (object: Read) => readonly string[];
	/** The server's own codes for an action that the resource does not offer in its state. */
	readonly wrongMoment: ReadonlySet<string>;
	readonly outcomeOf: (reply: Reply) => ActionOutcome;
};

/** What was typed, without the fields that were left empty: the server fills in its defaults. */
export const givenInput = (input: ActionRequest['input']): JsonObject =>
	Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null && value !== undefined));

/**
 * The scale that was asked for, absolute or by so many more than `now`. `noun`: what it is the number of. Throws
 * `UsageError` where there is neither.
 */
export const scaleOf = (request: ActionRequest, now: number | null, noun: string): number => {
	const {scale, by} = request.input;
	if (typeof scale === 'number') return Math.max(0, scale);
	if (typeof by === 'number' && now !== null) return Math.max(0, now + by);
	throw new UsageError(`${attemptedOf(request)}: give the number of ${noun}`);
};

const notOffered = <Read>(
	request: ActionRequest,
	actor: Pick<Actor<Read, unknown>, 'target' | 'stateOf' | 'offered'>,
	object: Read,
): ServerError => {
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

const isConflict = (error: unknown): error is ServerError =>
	error instanceof ServerError && error.status === 409;

const busy = (error: ServerError): ServerError =>
	new ServerError(
		{...error.account, advice: 'something else is changing it: look at it, and try again'},
		error.status,
		error.code,
		error,
	);

// Once more where the object had changed meanwhile: `send` reads it again.
const sendTwice = async <Reply>(send: () => Promise<Reply>): Promise<Reply> => {
	try {
		return await send();
	} catch (error) {
		if (!isConflict(error)) throw error;
	}

	try {
		return await send();
	} catch (error) {
		throw isConflict(error) ? busy(error) : error;
	}
};

/** What a resource that does not offer the action is as it is now, or what the server answered. */
type Sent<Read, Reply> = {readonly refusedBy: Read} | {readonly reply: Reply};

const send = <Read, Reply>(actor: Actor<Read, Reply>): Promise<Sent<Read, Reply>> =>
	sendTwice(async () => {
		const object = await actor.read();
		const sent = actor.send(object);
		return sent === null ? {refusedBy: object} : {reply: await sent};
	});

/**
 * Acts on a resource as it is now, once more where it has changed meanwhile. Rejects with the errors of the API, with
 * what is offered where this action is not, and with `UsageError` for what lacks an input.
 */
export const carryOut = async <Read, Reply>(
	request: ActionRequest,
	actor: Actor<Read, Reply>,
): Promise<ActionOutcome> => {
	let sent: Sent<Read, Reply>;
	try {
		sent = await send(actor);
	} catch (error) {
		if (!(error instanceof ServerError)) throw error;
		// It is gone already: that is what was wanted.
		const isRemoval = request.action.name === 'remove' || request.action.formOf === 'remove';
		if (error.status === 404 && error.code !== 'ActionNotAvailable' && isRemoval)
			return {follow: false, message: 'it was gone already'};
		if (!actor.wrongMoment.has(error.code)) throw error;
		sent = {refusedBy: await actor.read()};
	}

	if ('refusedBy' in sent) throw notOffered(request, actor, sent.refusedBy);
	return actor.outcomeOf(sent.reply);
};
