import type {MissingKind, SourceEvent} from '../../../model/source.js';
import type {Clusters} from '../rows/clusters.js';

type StatusEvent = Extract<SourceEvent, {type: 'status'}>;

/** The clusters that do not answer, and why: by what the management server says of them, or by their own status. */
export class UnreachableClusters {
	readonly #clusters: Pick<Clusters, 'get'>;
	readonly #statuses = new Map<string, StatusEvent | null>();
	/** Clusters that have been live: they have rows. */
	readonly #answered = new Set<string>();

	constructor(clusters: Pick<Clusters, 'get'>) {
		this.#clusters = clusters;
	}

	has(scope: string): boolean {
		return this.#statuses.has(scope);
	}

	/** The server says that it is unreachable, and an attempt would bring nothing new. */
	isKnown({scope, status}: StatusEvent): boolean {
		const last = this.#statuses.get(scope);
		if (status === 'live' || last?.status !== 'retrying' || this.#reason(scope) === null) return false;
		return this.#answered.has(scope) || last.listed === true;
	}

	/** The management server says that it is unreachable. */
	note(scope: string): void {
		if (!this.has(scope)) this.#statuses.set(scope, null);
	}

	/** Its own status says so. Returns the status to report. */
	fail(event: StatusEvent): StatusEvent {
		// It has no rows that could be old.
		const status: StatusEvent = this.#isEmpty(event.scope, event) ? {...event, listed: true} : event;
		this.#statuses.set(event.scope, status);
		return status;
	}

	/** It answers, or was removed (`answers` false). */
	forget(scope: string, answers: boolean): void {
		this.#statuses.delete(scope);
		if (answers) this.#answered.add(scope);
		else this.#answered.delete(scope);
	}

	/** Which they are and why, in a sentence; null where there are none. */
	sentence(): string | null {
		// If the server itself says so, the cluster's own row does too.
		const reasons = [...this.#reasons(false), ...this.#reasons(true)];
		const [first, ...others] = reasons;
		if (!first) return null;
		if (others.length === 0) return `cluster ${first.name} is not followed: ${first.reason}`;
		const names = reasons.map(({name}) => name).join(', ');
		return `${reasons.length} clusters are not followed (${names}): ${first.reason}`;
	}

	/** What is missing because of them, of these kinds. */
	missing(kinds: readonly string[]): readonly MissingKind[] {
		return this.#reasons(false).flatMap(({name, reason}) =>
			kinds.map(kind => ({kind, message: `cluster ${name} is not followed: ${reason}`, refused: false})),
		);
	}

	#reason(scope: string): string | null {
		return this.#clusters.get(scope)?.away ?? null;
	}

	#isEmpty(scope: string, status: StatusEvent | null): boolean {
		return !this.#answered.has(scope) && (status?.status === 'refused' || this.#reason(scope) !== null);
	}

	#reasons(empty: boolean): readonly {readonly name: string; readonly reason: string}[] {
		return [...this.#statuses].flatMap(([id, status]) => {
			const reason = this.#reason(id) ?? status?.message ?? null;
			const name = this.#clusters.get(id)?.name ?? id;
			return reason === null || this.#isEmpty(id, status) !== empty ? [] : [{name, reason}];
		});
	}
}
