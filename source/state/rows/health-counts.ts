import type {Health} from '../../model/resource.js';
import type {Row} from './row.js';

/** Rows by health, without removed ones. Each row counts once: a stuck one not as its health. */
export type HealthCounts = Readonly<Record<Health | 'stuck' | 'total', number>>;

type Counts = {-readonly [Name in keyof HealthCounts]: number};

const names = ['ok', 'transitioning', 'warning', 'error', 'unknown', 'stuck', 'total'] as const;

const zero = (): Counts => ({ok: 0, transitioning: 0, warning: 0, error: 0, unknown: 0, stuck: 0, total: 0});

const add = (counts: Counts, {resource, stuck, removedAt}: Row, by: 1 | -1): void => {
	if (removedAt !== null) return;
	counts[stuck ? 'stuck' : resource.health] += by;
	counts.total += by;
};

/** Counts these rows one by one. */
export const countRows = (rows: Iterable<Row>): HealthCounts => {
	const counts = zero();
	for (const row of rows) add(counts, row, 1);
	return counts;
};

/** Adds up several counts. */
export const sumCounts = (all: Iterable<HealthCounts>): HealthCounts => {
	const sum = zero();
	for (const counts of all) for (const name of names) sum[name] += counts[name];
	return sum;
};

/** Counts rows by kind, source and health, with constant work for each change. */
export class HealthTally {
	readonly #byKind = new Map<string, Map<string, Counts>>();

	/** Counts a row (`by` 1), or subtracts it as it was counted (`by` -1). */
	count(row: Row, by: 1 | -1): void {
		const {kind, source} = row.resource;
		const counts = this.#byKind.get(kind)?.get(source) ?? this.#begin(kind, source);
		add(counts, row, by);
	}

	/** The counts of one kind now, of all sources or of one. */
	of(kind: string, source?: string): HealthCounts {
		const bySource = this.#byKind.get(kind);
		if (source !== undefined) return bySource?.get(source) ?? zero();
		return sumCounts(bySource?.values() ?? []);
	}

	/** The sources that have, or had, rows of a kind. */
	sourcesOf(kind: string): readonly string[] {
		return [...(this.#byKind.get(kind)?.keys() ?? [])];
	}

	/** The counts of every kind now. */
	*all(): Iterable<HealthCounts> {
		for (const bySource of this.#byKind.values()) yield* bySource.values();
	}

	#begin(kind: string, source: string): Counts {
		const bySource = this.#byKind.get(kind) ?? new Map<string, Counts>();
		const counts = zero();
		this.#byKind.set(kind, bySource.set(source, counts));
		return counts;
	}
}
