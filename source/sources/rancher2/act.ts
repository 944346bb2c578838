import type {ActionRequest} from '../../model/action.ts';
import {ServerError, UsageError} from '../../model/errors.ts';
import type {Revision} from './revisions.ts';

/** `Cannot redeploy deployment shop/web`. */
export const attemptedOf = ({action, resource}: ActionRequest): string =>
	`Cannot ${action.title.toLowerCase()} ${resource.kind} ${resource.name}`;

/** The error for what the server does not offer now. */
export const notOffered = (
	request: ActionRequest,
	target: string,
	state: string,
	offered: readonly string[],
): ServerError =>
	new ServerError(
		{
			attempted: attemptedOf(request),
			target,
			answer: `the server does not offer it: it is ${state || 'in no state'} now and offers ${offered.join(', ') || 'nothing'}`,
			advice: 'wait until its state changes, or ask for the right to do it',
		},
		422,
		'ActionNotAvailable',
	);

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

/** Sends once more where the object had changed meanwhile (409); `send` reads it again each time. */
export const sendTwice = async <Result>(send: () => Promise<Result>): Promise<Result> => {
	try {
		return await send();
	} catch (error) {
		if (!(error instanceof ServerError) || error.status !== 409) throw error;
	}

	try {
		return await send();
	} catch (error) {
		throw error instanceof ServerError && error.status === 409 ? busy(error) : error;
	}
};
