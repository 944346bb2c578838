import type {SourceEvent, SourceStatus} from '../model/source.ts';
import type {ReportSource} from './report.ts';

/** What a report knows of one source. */
export type SourceState = ReportSource & {
	readonly status: SourceStatus;
	readonly message: string | null;
	/** At least a part of it was listed. */
	readonly listed: boolean;
	/** Tries that failed since it was last live. */
	readonly failures: number;
	/** The scopes that were listed, by kind. */
	readonly scopes: ReadonlyMap<string, ReadonlySet<string>>;
};

/** Whether only a person can help this source. */
export const isHopeless = ({status}: SourceState): boolean => status === 'refused' || status === 'failed';

/** The exit code of a report by what became of its sources: 0 listed, 3 refused, 4 not reached. */
export const exitCodeOf = (states: readonly SourceState[]): 0 | 3 | 4 => {
	if (states.some(({listed}) => listed)) return 0;
	return states.some(({status}) => status === 'refused') ? 3 : 4;
};

/** What must be said of a source whose rows are not all there; null for a live one. */
export const troubleOf = ({name, status, message, listed}: SourceState): string | null => {
	if (status === 'live') return null;
	return `${name}: ${listed ? 'not complete, ' : ''}${status}${message === null ? '' : `: ${message}`}`;
};

type Mutable = {-readonly [Key in keyof Omit<SourceState, 'scopes'>]: SourceState[Key]} & {
	readonly scopes: Map<string, Set<string>>;
};

/** Follows what becomes of the sources of a report. */
export class SourceStates {
	readonly #states: Map<string, Mutable>;

	constructor(sources: readonly ReportSource[]) {
		this.#states = new Map(
			sources.map(source => [
				source.name,
				{...source, status: 'connecting', message: null, listed: false, failures: 0, scopes: new Map()},
			]),
		);
	}

	/** In the order in which the sources were given. */
	get all(): readonly SourceState[] {
		return [...this.#states.values()];
	}

	/** Takes in one event; others than of these sources are ignored. */
	take(event: SourceEvent): void {
		const state = this.#states.get(event.source);
		if (!state) return;
		if (event.type === 'changed') {
			state.family ??= event.resource.family;
		} else if (event.type === 'listed') {
			state.listed = true;
			for (const kind of event.kinds) {
				const scopes = state.scopes.get(kind) ?? new Set<string>();
				state.scopes.set(kind, scopes.add(event.scope));
			}
		} else if (event.type === 'status' && event.scope === '') {
			state.status = event.status;
			state.message = event.message;
			if (event.status === 'retrying') state.failures += 1;
			if (event.status === 'live') {
				state.failures = 0;
				// A source without a single row may have had nothing to list.
				state.listed = true;
			}
		}
	}
}

/**
 * Whether a kind that is only listed on request is there in every part of a live source; `main` kinds are, as
 * soon as it is live.
 */
export const hasListed = ({scopes}: SourceState, kind: string): boolean => {
	const listed = scopes.get(kind);
	if (!listed) return false;
	const parts = new Set([...scopes.values()].flatMap(each => [...each]));
	// The part '' is the server itself, which has other kinds than its clusters or projects.
	return listed.has('') || [...parts].every(scope => scope === '' || listed.has(scope));
};
