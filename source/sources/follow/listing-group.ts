import {isAnswer, messageOf, reasonOf, ServerError, UnreachableError} from '../../model/errors.js';
import type {MissingKind} from '../../model/source.js';
import type {Backoff} from '../../transport/backoff.js';

/** Kinds that are listed by one call, and the state of that listing. */
export type Group = {
	readonly kinds: readonly string[];
	/** The scope is live only if this is listed. */
	readonly required: boolean;
	/** The scope is live only if this can be listed, whatever else can. */
	readonly root: boolean;
	readonly backoff: Backoff;
	state: 'due' | 'running' | 'waiting' | 'idle';
	/** Requested again while it was running. */
	again: boolean;
	/** Changes were missed while it was running: it does not count yet. */
	missed: boolean;
	listed: boolean;
	/** Epoch milliseconds of the last complete listing. */
	listedAt: number;
	/** Which of all listings its last one was; 0 before the first. */
	turn: number;
	failures: number;
	/** It failed often enough that the others do not wait for it. */
	hopeless: boolean;
	/** It failed for a reason that will hardly go away. */
	refused: boolean;
	/** It failed although the server answered. */
	answered: boolean;
	message: string;
	/** The same as `reason` of a missing kind. */
	reason: string;
	retryAt: number;
	cancel: () => void;
};

/** How far the kinds of a list-watch are listed. */
export type Progress = {
	/** Every kind is listed except those that cannot be; and at least one is. */
	readonly complete: boolean;
	/** The kinds that are not listed, once all else is. */
	readonly missing: readonly MissingKind[];
	/**
	 * If nothing, or not what everything else depends on, could be listed: why, and the time of the next attempt.
	 */
	readonly failure: Failure | null;
};

/** Why a listing failed. `refused` and `answered` as in `Group`. */
type Failure = {
	readonly message: string;
	readonly retryAt: number;
	readonly refused: boolean;
	readonly answered: boolean;
};

/** A group that was not requested yet. */
export const createGroup = (
	{kinds, required, root, backoff}: Pick<Group, 'kinds' | 'required' | 'root' | 'backoff'>,
	now: number,
): Group => ({
	kinds,
	required,
	root,
	backoff,
	state: 'idle',
	again: false,
	missed: false,
	listed: false,
	listedAt: now,
	turn: 0,
	failures: 0,
	hopeless: false,
	refused: false,
	answered: false,
	message: '',
	reason: '',
	retryAt: now,
	cancel: () => undefined,
});

/** After this many failures the others continue without it. */
const triesBeforeOthersGoOn = 3;

/** Its first listing is under way, or about to start. */
export const isUntried = ({listed, failures, state}: Group): boolean =>
	!listed && failures === 0 && (state === 'due' || state === 'running');

/** It has failed repeatedly, but may work at any time. */
export const isAiling = ({failures, refused}: Group): boolean =>
	failures >= triesBeforeOthersGoOn && !refused;

/** Records a complete listing at this time. */
export const noteSuccess = (group: Group, now: number): void => {
	group.listedAt = now;
	group.failures = 0;
	group.message = '';
	group.hopeless = false;
	group.refused = false;
};

/**
 * Records a failed listing. True if that is new: a repeated failure is not, and an unreachable server is a state of
 * the source, not a fault in its answers.
 */
export const noteFailure = (group: Group, error: unknown): boolean => {
	const message = messageOf(error);
	const isNews = message !== group.message && !(error instanceof UnreachableError);
	group.failures++;
	group.refused = isRefusal(error);
	group.answered = isAnswer(error);
	group.hopeless = group.refused || group.failures >= triesBeforeOthersGoOn;
	group.message = message;
	group.reason = reasonFor(error);
	return isNews;
};

/** Forbidden or unknown: it will hardly ever be listed. Too many requests is not a refusal. */
const isRefusal = (error: unknown): boolean =>
	error instanceof ServerError && error.status >= 400 && error.status < 500 && error.status !== 429;

/** The reason of a failure without the kind; of a refusal, which may name the kind, only the advice. */
const reasonFor = (error: unknown): string => {
	const advice = error instanceof ServerError && isRefusal(error) ? error.account.advice : null;
	return error instanceof ServerError && advice ? `${advice} (HTTP ${error.status})` : reasonOf(error);
};

/** Summarises the groups. Without any group there is nothing to wait for. */
export const progressOf = (groups: readonly Group[]): Progress => {
	const unlisted = groups.filter(group => !group.listed);
	const failed = unlisted.filter(group => group.failures > 0);
	const over = unlisted.every(group => group.hopeless);
	const complete = over && (unlisted.length < groups.length || groups.length === 0);
	const roots = over ? failed.filter(group => group.root) : [];
	const decisive = roots.length > 0 ? roots : failed.length === groups.length ? failed : [];
	return {
		complete,
		missing: complete
			? unlisted.flatMap(({kinds, message, reason, refused}) =>
					kinds.map(kind => ({kind, message, reason, refused})),
				)
			: [],
		failure: failureOf(decisive),
	};
};

const failureOf = (groups: readonly Group[]): Failure | null => {
	const [first] = groups;
	if (!first) return null;
	return {
		message: first.message,
		retryAt: Math.min(...groups.map(group => group.retryAt)),
		refused: groups.every(({refused}) => refused),
		answered: groups.some(({answered}) => answered),
	};
};
