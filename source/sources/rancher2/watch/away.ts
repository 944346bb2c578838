import type {MissingKind, SourceEvent} from '../../../model/source.js';
import type {Clusters} from '../rows/clusters.js';
import {clustersScope} from '../rows/scope.js';

type StatusEvent = Extract<SourceEvent, {type: 'status'}>;

/** What is needed to speak for the clusters that do not answer. */
export type AwayOptions = {
	readonly clusters: Pick<Clusters, 'get'>;
	readonly tell: (event: SourceEvent) => void;
	/** The kinds that are followed of each cluster. */
	readonly kinds: () => readonly string[];
};

/**
 * The clusters that do not answer. They have no part in the status of the source, lest the others look old; instead
 * a source that is live says which they are, and the list of clusters that their rows are missing: what is there
 * must not look whole.
 */
export class Away {
	readonly #options: AwayOptions;
	readonly #statuses = new Map<string, StatusEvent | null>();
	readonly #answered = new Set<string>();
	#source: StatusEvent | null = null;
	#list: StatusEvent | null = null;
	#said: string | null = null;
	#missing = 0;

	constructor(options: AwayOptions) {
		this.#options = options;
	}

	has(scope: string): boolean {
		return this.#statuses.has(scope);
	}

	/** Nothing new: the server says that it is away, and all that a try would bring was told. */
	isKnown({scope, status}: StatusEvent): boolean {
		const told = this.#statuses.get(scope);
		if (status === 'live' || told?.status !== 'retrying' || this.#reason(scope) === null) return false;
		return this.#answered.has(scope) || told.listed === true;
	}

	/** The management server says that it is away. */
	note(scope: string): void {
		if (!this.has(scope)) this.#statuses.set(scope, null);
	}

	/** Its own status says so. Returns that status as it is to be told. */
	fail(event: StatusEvent): StatusEvent {
		// Nothing more is to be expected of it, and nothing of it is old.
		const told: StatusEvent = this.#isEmpty(event.scope, event) ? {...event, listed: true} : event;
		this.#statuses.set(event.scope, told);
		return told;
	}

	/** It answers, or is gone for good (`answers` false). */
	forget(scope: string, answers: boolean): void {
		this.#statuses.delete(scope);
		if (answers) this.#answered.add(scope);
		else this.#answered.delete(scope);
	}

	/** Passes everything on, with what is missing. */
	tell(event: SourceEvent): void {
		if (event.type === 'status' && event.scope === clustersScope) {
			this.#list = event;
			this.#tellList(event);
		} else if (event.type === 'status' && event.scope === '') {
			this.#source = event;
			if (event.status === 'live' && event.message === null) this.#speak(event);
			else this.#options.tell(event);
		} else this.#options.tell(event);
	}

	/** Tells the status of the source again where other clusters are missing now. */
	retell(at: number): void {
		const source = this.#source;
		if (source?.status !== 'live' || source.message !== null || this.#words() === this.#said) return;
		this.#speak({...source, at});
	}

	#reason(scope: string): string | null {
		return this.#options.clusters.get(scope)?.away ?? null;
	}

	#isEmpty(scope: string, status: StatusEvent | null): boolean {
		return !this.#answered.has(scope) && (status?.status === 'refused' || this.#reason(scope) !== null);
	}

	#reasons(empty: boolean): readonly {readonly name: string; readonly reason: string}[] {
		return [...this.#statuses].flatMap(([id, status]) => {
			const reason = this.#reason(id) ?? status?.message ?? null;
			const name = this.#options.clusters.get(id)?.name ?? id;
			return reason === null || this.#isEmpty(id, status) !== empty ? [] : [{name, reason}];
		});
	}

	#words(): string | null {
		// Where the server itself says that there is nothing, the cluster's own row says so too.
		const reasons = [...this.#reasons(false), ...this.#reasons(true)];
		const [first, ...others] = reasons;
		if (!first) return null;
		if (others.length === 0) return `cluster ${first.name} is not followed: ${first.reason}`;
		const names = reasons.map(({name}) => name).join(', ');
		return `${reasons.length} clusters are not followed (${names}): ${first.reason}`;
	}

	#absent(): readonly MissingKind[] {
		return this.#reasons(false).flatMap(({name, reason}) =>
			this.#options.kinds().map(kind => ({
				kind,
				message: `cluster ${name} is not followed: ${reason}`,
				refused: false,
			})),
		);
	}

	#tellList(event: StatusEvent): void {
		const absent = event.status === 'live' ? this.#absent() : [];
		this.#missing = absent.length;
		this.#options.tell(
			absent.length === 0 ? event : {...event, missing: [...(event.missing ?? []), ...absent]},
		);
	}

	#speak(event: StatusEvent): void {
		this.#said = this.#words();
		if (this.#list?.status === 'live' && this.#absent().length !== this.#missing)
			this.#tellList({...this.#list, at: event.at});
		this.#options.tell({...event, message: this.#said});
	}
}
