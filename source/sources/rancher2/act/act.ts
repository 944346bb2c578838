import type {ActionOutcome, ActionRequest} from '../../../model/action-request.js';
import {UsageError} from '../../../model/errors.js';
import {type Actor, attemptedOf, carryOut} from '../../act/act.js';
import type {Revision} from './revisions.js';

/** The revision chosen for a rollback. Throws `UsageError` if it does not exist. */
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

const holds: ReadonlySet<string> = new Set(['pause', 'suspend']);

/** What follows the server's answer. A node may have other problems all the while. */
const outcomeOf = ({action: {name}, resource}: ActionRequest, atOnce: ReadonlySet<string>): ActionOutcome => {
	const isOver = holds.has(name) || atOnce.has(name) || (name === 'resume' && resource.kind === 'cronjob');
	if (isOver) return {follow: false, message: null};
	return {follow: true, message: null, ...((name === 'cordon' || name === 'uncordon') && {ends: true})};
};

// Codes that mean the wrong moment (norman httperror/error.go).
const wrongMoment: ReadonlySet<string> = new Set(['ActionNotAvailable', 'InvalidState', 'InvalidAction']);

/** How one of the server's two APIs acts on a resource. */
type ObjectActor<Read> = Omit<Actor<Read, unknown>, 'wrongMoment' | 'outcomeOf'> & {
	/** Actions that end with the answer, besides those that hold something. */
	readonly atOnce: ReadonlySet<string>;
};

/** Acts on a resource as `carryOut` does. */
export const actBy = <Read>(request: ActionRequest, actor: ObjectActor<Read>): Promise<ActionOutcome> =>
	carryOut(request, {...actor, wrongMoment, outcomeOf: () => outcomeOf(request, actor.atOnce)});
