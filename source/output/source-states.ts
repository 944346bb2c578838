import type {SourceEvent} from '../model/source.js';
import type {ReportSource} from './report.js';
import type {ScopeState, SourceState} from './source-state.js';

type StatusEvent = Extract<SourceEvent, {type: 'status'}>;

type Mutable = {
	-readonly [Key in keyof Omit<SourceState, 'scopes' | 'parts' | 'names'>]: SourceState[Key];
} & {
	readonly parts: Map<string, ScopeState>;
	readonly scopes: Map<string, Set<string>>;
	readonly names: Map<string, string>;
};

// What these are is also the scope of other rows, by the same id.
const scopeKinds: ReadonlySet<string> = new Set(['cluster', 'project']);

const nothingYet: ScopeState = {
	status: 'connecting',
	whole: false,
	present: false,
	failures: 0,
	answered: false,
	missing: [],
};
const live: ScopeState = {...nothingYet, status: 'live', whole: true, present: true, answered: true};

const afterStatus = (
	{whole, failures, answered: before}: ScopeState,
	{status, listed, answered, missing = []}: StatusEvent,
): ScopeState => {
	if (status === 'live') return {...live, missing};
	const present = listed === true;
	return {
		status,
		whole: whole || present,
		present,
		failures: failures + (status === 'retrying' ? 1 : 0),
		answered: status === 'retrying' ? answered === true : before,
		missing,
	};
};

/** Follows the status of the sources of a report. */
export class SourceStates {
	readonly #states: Map<string, Mutable>;

	constructor(sources: readonly ReportSource[]) {
		this.#states = new Map(
			sources.map(source => [
				source.name,
				{
					...source,
					...nothingYet,
					message: null,
					listed: false,
					parts: new Map(),
					scopes: new Map(),
					names: new Map(),
					plurals: new Map(),
					hasAllKinds: false,
					isOver: false,
				},
			]),
		);
	}

	/** In the order in which the sources were given. */
	get all(): readonly SourceState[] {
		return [...this.#states.values()];
	}

	/** Whether a scope holds rows of its own, such as those of a cluster: not the list of all clusters. */
	isPart(source: string, scope: string): boolean {
		const state = this.#states.get(source);
		if (!state) return false;
		const kinds = [...state.scopes].flatMap(([kind, scopes]) => (scopes.has(scope) ? [kind] : []));
		return state.names.has(scope) || (kinds.length > 0 && !kinds.some(kind => scopeKinds.has(kind)));
	}

	/** Applies one event; ignores those of other sources. */
	take(event: SourceEvent): void {
		const state = this.#states.get(event.source);
		if (!state) return;
		if (event.type === 'changed') {
			const {family, kind, id, name} = event.resource;
			state.family ??= family;
			if (scopeKinds.has(kind)) state.names.set(id, `${kind} ${name}`);
		} else if (event.type === 'kinds') {
			state.plurals = new Map(event.kinds.map(({name, plural}) => [name, plural]));
			state.hasAllKinds = event.whole === true;
		} else if (event.type === 'listed' && event.scopeGone) {
			for (const scopes of [state.parts, state.names, ...state.scopes.values()]) scopes.delete(event.scope);
		} else if (event.type === 'listed') {
			state.listed = true;
			for (const kind of event.kinds) {
				const scopes = state.scopes.get(kind) ?? new Set<string>();
				state.scopes.set(kind, scopes.add(event.scope));
			}
		} else if (event.type === 'status' && event.scope !== '') {
			state.parts.set(event.scope, afterStatus(state.parts.get(event.scope) ?? nothingYet, event));
		} else if (event.type === 'status') {
			Object.assign(state, afterStatus(state, event));
			state.message = event.message;
			if (event.isOver) state.isOver = true;
			if (event.status !== 'live') return;
			// A source without a single row may have had nothing to list.
			state.listed = true;
			// Also those that vanished without an event.
			for (const [scope, {status}] of state.parts) if (status !== 'live') state.parts.set(scope, live);
		}
	}
}
