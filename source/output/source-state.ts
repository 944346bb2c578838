import type {MissingKind, SourceEvent, SourceStatus} from '../model/source.js';
import {missingLines} from './missing-lines.js';
import type {ReportSource} from './report.js';

type StatusEvent = Extract<SourceEvent, {type: 'status'}>;

/** What is known about a source, or about one scope of it. */
export type ScopeState = {
	readonly status: SourceStatus;
	/** All of it was listed at some time. */
	readonly whole: boolean;
	/** All of it is up to date: it is live, or was just listed although its changes cannot be followed. */
	readonly present: boolean;
	/** Failed attempts since it was last live. */
	readonly failures: number;
	/** The server answered, if only with errors. */
	readonly answered: boolean;
	/** What cannot be listed although the rest can. */
	readonly missing: readonly MissingKind[];
};

/** What a report knows about one source. */
export type SourceState = ReportSource &
	ScopeState & {
		readonly message: string | null;
		/** At least a part of it was listed. */
		readonly listed: boolean;
		readonly parts: ReadonlyMap<string, ScopeState>;
		/** The scopes that were listed, by kind. */
		readonly scopes: ReadonlyMap<string, ReadonlySet<string>>;
		/** Names of its scopes, such as `cluster prod`, by their ids, if known. */
		readonly names: ReadonlyMap<string, string>;
		/** Plurals of its kinds, by their singular names; and whether it has reported all that it has. */
		readonly plurals: ReadonlyMap<string, string>;
		readonly hasAllKinds: boolean;
		/** Nothing more comes of it: it was a recording. */
		readonly isOver: boolean;
	};

/** Whether this source needs a person to go on. */
export const isHopeless = ({status}: Pick<SourceState, 'status'>): boolean =>
	status === 'refused' || status === 'failed';

/** Attempts after which a part is given up: one snapshot does not wait for a server to come back. */
const maxFailures = 3;

const isOver = (state: ScopeState): boolean =>
	state.present || isHopeless(state) || state.failures >= maxFailures;

/**
 * The missing kinds that matter to a report on `kind`, a singular name or `all`. For `all`, kinds that the role may not
 * see do not matter.
 */
const missingOf = (state: SourceState, kind: string): readonly MissingKind[] =>
	partsOf(state)
		.flatMap(({missing}) => missing)
		.filter(one => (kind === 'all' ? !one.refused : one.kind === kind));

/** Whether all its rows that matter to a report on `kind` are there and up to date. */
export const isKnownWhole = (state: SourceState, kind: string): boolean =>
	state.status !== 'connecting' &&
	partsOf(state).every(({present}) => present) &&
	missingOf(state, kind).length === 0;

/** Whether every part of it is listed or given up. */
export const isSettled = (state: SourceState): boolean =>
	state.status !== 'connecting' && partsOf(state).every(isOver);

const partsOf = (state: SourceState): readonly ScopeState[] =>
	state.parts.size === 0 ? [state] : [...state.parts.values()];

/** Whether the source as a whole has listed a kind, so that a report on only that need not wait for the rest. */
export const isListedWhole = (state: SourceState, kind: string): boolean =>
	state.scopes.get(kind)?.has('') === true && missingOf(state, kind).length === 0;

const isWhole = (state: SourceState, kind: string): boolean =>
	isListedWhole(state, kind) ||
	(partsOf(state).every(({whole}) => whole) && missingOf(state, kind).length === 0);

const isRefused = (state: SourceState): boolean =>
	state.status === 'refused' ||
	(state.status !== 'live' && partsOf(state).some(({status}) => status === 'refused'));

const isReached = (state: SourceState): boolean =>
	state.answered || state.listed || state.status === 'live' || state.status === 'failed';

const causeOf = (state: SourceState, kind: string, isLate: boolean): 0 | 1 | 3 | 4 => {
	if (isRefused(state)) return 3;
	if (isWhole(state, kind) && !isLate) return 0;
	return isReached(state) ? 1 : 4;
};

/**
 * The exit code of a report on `kind`: 3 if a source refused the credentials, else 4 if one was not reached, else 1 if one
 * answered but could not be listed completely, else 0. A kind that the role may not see matters only if it was
 * requested alone.
 *
 * @param isLate whether a source has not listed all of the kind yet, although it was requested
 */
export const exitCodeOf = (
	states: readonly SourceState[],
	kind: string,
	isLate: (state: SourceState) => boolean = () => false,
): 0 | 1 | 3 | 4 => {
	const causes = new Set(states.map(state => causeOf(state, kind, isLate(state))));
	return ([3, 4, 1] as const).find(cause => causes.has(cause)) ?? 0;
};

/** Where a source had not connected at the time limit. */
const lateText = ({url}: SourceState, limitMs: number): string =>
	`: no complete answer from ${url} within ${limitMs / 1000} s; check the server, or set a longer --timeout`;

/**
 * The warnings about a source whose rows are not complete, or not followed; one line each.
 *
 * @param limitMs the time limit, if the report may have ended for it
 */
export const troubleOf = (
	state: SourceState,
	kind: string,
	limitMs: number | null = null,
): readonly string[] => {
	const {name, status, message, listed} = state;
	const parts: readonly (readonly [string, ScopeState])[] =
		state.parts.size === 0 ? [['', state]] : [...state.parts];
	const missing = parts.flatMap(([scope, part]) =>
		part.missing.flatMap(one => (kind === 'all' || one.kind === kind ? [{...one, scope}] : [])),
	);
	const lines = missingLines(missing, state)
		.filter(text => text !== message)
		.map(text => `${name}: not complete: ${text}`);
	// The note of a live source: what it cannot do, or how late it is.
	if (status === 'live') return message === null ? lines : [...lines, `${name}: ${message}`];
	// The rest of it is still being listed.
	if (status === 'connecting' && isListedWhole(state, kind)) return lines;
	const part = isWhole(state, kind) ? 'listed, but ' : listed ? 'not complete, ' : '';
	const late = status === 'connecting' && limitMs !== null ? lateText(state, limitMs) : '';
	return [...lines, `${name}: ${part}${status}${message === null ? '' : `: ${message}`}${late}`];
};

/** For a live source that could not list the one requested kind anywhere, its status for that; {} for others. */
export const stateFor = (state: SourceState, kind: string): Partial<StatusEvent> => {
	const [first, ...others] = missingOf(state, kind);
	if (state.status !== 'live' || kind === 'all' || !first || state.scopes.has(kind)) return {};
	const isRefusal = first.refused && others.every(({refused}) => refused);
	return {status: isRefusal ? 'failed' : 'retrying', message: first.message};
};

/** Whether a kind that is listed on request is listed in every part of a live source; `main` kinds always are. */
export const hasListed = ({scopes}: SourceState, kind: string): boolean => {
	const listed = scopes.get(kind);
	if (!listed) return false;
	if (listed.has('')) return true;
	// Parts are alike that have a kind in common: the server itself has other kinds than its clusters or projects.
	return [...scopes.values()]
		.filter(alike => [...alike].some(scope => listed.has(scope)))
		.every(alike => [...alike].every(scope => listed.has(scope) || scope === ''));
};
