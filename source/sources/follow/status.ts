import type {MissingKind, SourceEvent, SourceStatus} from '../../model/source.js';
import {createIncidents} from './incidents.js';

/** Reports the status of one scope. */
export type Report = (
	status: SourceStatus,
	message: string | null,
	retryAt: number | null,
	more?: Pick<
		Extract<SourceEvent, {type: 'status'}>,
		'listed' | 'answered' | 'missing' | 'polling' | 'starting'
	>,
) => void;

/** How the scopes of one source become the status of the source as a whole. */
type StatusOptions = {
	readonly source: string;
	readonly emit: (event: SourceEvent) => void;
	/** Plural of what a scope is: `projects`, `clusters`. */
	readonly noun: string;
	/** The scope that lists the others: it is not counted among them. */
	readonly list?: string;
	/** A remark of a source that is live; null for none. */
	readonly remark?: () => string | null;
};

/**
 * Sits between the reflections of the scopes and `emit`. Passes everything on, marks repeated gaps of one incident,
 * and after each status of a scope emits that of the whole source ('' as its scope) if it changed: the worst of the
 * required scopes.
 */
export type CombinedStatus = {
	/** Give it to `reflect` as `emit`. */
	readonly emit: (event: SourceEvent) => void;
	/** These scopes count from now on; one that has not reported yet is `connecting`. Others are ignored. */
	readonly require: (scopes: readonly string[], at: number) => void;
	readonly refresh: (at: number) => void;
};

type Status = {
	readonly status: SourceStatus;
	readonly message: string | null;
	readonly retryAt: number | null;
	readonly answered?: true;
	readonly missing?: readonly MissingKind[];
	readonly polling?: true;
	readonly starting?: true;
};

/** The status of a scope; `counts`: it is one of those that `noun` names. */
type Part = Status & {readonly counts: boolean};

const worstFirst: readonly SourceStatus[] = ['failed', 'refused', 'retrying', 'connecting', 'live'];
const unknown: Status = {status: 'connecting', message: null, retryAt: null};

const same = (one: Status | undefined, other: Status): boolean =>
	one?.status === other.status &&
	one.message === other.message &&
	one.retryAt === other.retryAt &&
	one.answered === other.answered &&
	one.missing === other.missing &&
	one.polling === other.polling &&
	one.starting === other.starting;

const worstOf = (parts: readonly Part[], noun: string): Status => {
	const status = worstFirst.find(candidate => parts.some(each => each.status === candidate)) ?? 'connecting';
	const affected = parts.filter(each => each.status === status);
	const times = affected.flatMap(({retryAt}) => retryAt ?? []);
	const counted = affected.filter(each => each.counts);
	// Scopes about to open their streams have nothing to add to one that waits for a server to start.
	const starting = affected.find(each => each.starting);
	const message =
		starting?.message ?? [...counted, ...affected].find(each => each.message !== null)?.message ?? null;
	const all = parts.filter(each => each.counts).length;
	const isPlain =
		status === 'live' || starting !== undefined || parts.length === 1 || all === 1 || counted.length === 0;
	return {
		status,
		message: isPlain ? message : `${counted.length} of ${all} ${noun}: ${message ?? status}`,
		retryAt: times.length > 0 ? Math.min(...times) : null,
		...(affected.some(each => each.polling) && {polling: true}),
		...(starting && {starting: true}),
		...(affected.some(({answered}) => answered) && {answered: true}),
	};
};

/** Until a scope is required, no status of the source is emitted. */
export const combineStatus = ({source, emit, noun, list, remark}: StatusOptions): CombinedStatus => {
	const scopes = new Map<string, Status>();
	let required: readonly string[] = [];
	const incidents = createIncidents();
	let last: Status | undefined;

	const emitWorst = (at: number) => {
		if (required.length === 0) return;
		const worst = worstOf(
			required.map(scope => ({...(scopes.get(scope) ?? unknown), counts: scope !== list})),
			noun,
		);
		const isRemarked = worst.status === 'live' && worst.message === null;
		const status = isRemarked ? {...worst, message: remark?.() ?? null} : worst;
		if (same(last, status)) return;
		last = status;
		emit({type: 'status', source, scope: '', at, ...status});
	};

	return {
		emit(event) {
			if (event.type !== 'status') {
				emit(event.type === 'gap' ? incidents.take(event) : event);
				return;
			}

			if (same(scopes.get(event.scope), event)) return;
			scopes.set(event.scope, event);
			// The status of scope '' is that of the whole source, which is emitted below.
			if (event.scope !== '') emit(event);
			emitWorst(event.at);
		},
		require(wanted, at) {
			required = [...wanted];
			for (const scope of scopes.keys()) if (!required.includes(scope)) scopes.delete(scope);
			emitWorst(at);
		},
		refresh: emitWorst,
	};
};
