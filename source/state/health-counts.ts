import type {Health} from '../model/resource.ts';
import type {Row} from './row.ts';

/** Rows by health, without removed ones. The stuck are counted in their health too. */
export type HealthCounts = Readonly<Record<Health | 'stuck' | 'total', number>>;

type Counts = {-readonly [Name in keyof HealthCounts]: number};

const zero = (): Counts => ({ok: 0, transitioning: 0, warning: 0, error: 0, unknown: 0, stuck: 0, total: 0});

/** Counts rows by source and health, with constant work for each change. */
export class HealthTally {
	readonly #bySource = new Map<string, Counts>();

	/** Counts a row (`by` 1) or takes it out again as it was counted (`by` -1). */
	count({resource, stuck, removedAt}: Row, by: 1 | -1): void {
		if (removedAt !== null) return;
		let counts = this.#bySource.get(resource.source);
		if (!counts) {
			counts = zero();
			this.#bySource.set(resource.source, counts);
		}

		counts[resource.health] += by;
		counts.total += by;
		if (stuck) counts.stuck += by;
	}

	/** The counts now, of all sources or of one. */
	of(source: string | undefined): HealthCounts {
		const sum = zero();
		const sources =
			source === undefined ? [...this.#bySource.values()] : [this.#bySource.get(source) ?? zero()];
		for (const counts of sources) {
			for (const name of ['ok', 'transitioning', 'warning', 'error', 'unknown', 'stuck', 'total'] as const) {
				sum[name] += counts[name];
			}
		}

		return sum;
	}
}
