import type {Kind} from '../../model/kind.js';
import {countRows, type HealthCounts, HealthTally, sumCounts} from './health-counts.js';
import {type MergedKind, takesPart} from './kinds.js';
import {NewestTroubles} from './newest-troubles.js';
import type {Row} from './row.js';

/** The rows of one kind of one source, by health. */
export type KindCounts = {readonly kind: Kind; readonly source: string; readonly counts: HealthCounts};

/** What is known of all rows without looking at them. Implemented by `Census`. */
export type Summary = Pick<Census, 'bySource' | 'newestTroubles'>;

/** Counts all rows and keeps the newest troubles, with constant or logarithmic work for each change. */
export class Census {
	readonly #tally = new HealthTally();
	readonly #troubles = new NewestTroubles();
	readonly #ofKind: (kind: string) => Iterable<Row>;

	/** @param ofKind the rows of a kind, by its singular name */
	constructor(ofKind: (kind: string) => Iterable<Row>) {
		this.#ofKind = ofKind;
	}

	/** Counts a row (`by` 1), or subtracts it as it was counted (`by` -1). */
	count(row: Row, by: 1 | -1): void {
		this.#tally.count(row, by);
		if (by === 1) this.#troubles.note(row);
	}

	/** Rows by health: all of them, or those that take part in `all`, by what the kinds say. */
	counts(kinds?: readonly MergedKind[]): HealthCounts {
		if (!kinds) return sumCounts(this.#tally.all());
		return sumCounts(kinds.filter(({main}) => main).flatMap(kind => this.#countsOf(kind)));
	}

	/** The kinds that are listed from the start, as each source has them, where they have rows. */
	bySource(kinds: readonly MergedKind[]): readonly KindCounts[] {
		return kinds.flatMap(merged =>
			this.#tally.sourcesOf(merged.name).flatMap(source => {
				const kind = merged.apart?.get(source) ?? merged;
				if (!kind.main && !kind.early) return [];
				const counts = this.#countsOfMain(kind, source);
				return counts.total === 0 ? [] : [{kind, source, counts}];
			}),
		);
	}

	/** At most `count` rows of the view `all` in trouble, the newest trouble first. */
	newestTroubles(count: number, kinds: readonly MergedKind[]): readonly Row[] {
		const isMain = takesPart(kinds);
		const names = kinds.filter(({main}) => main).map(({name}) => name);
		return this.#troubles.newest(count, names, ({resource}) => isMain(resource));
	}

	#countsOf(kind: MergedKind): readonly HealthCounts[] {
		if (!kind.apart) return [this.#countsOfMain(kind)];
		return [...kind.apart].flatMap(([source, own]) => (own.main ? this.#countsOfMain(own, source) : []));
	}

	#countsOfMain({name, mainStates}: Kind, source?: string): HealthCounts {
		if (mainStates === null) return this.#tally.of(name, source);
		// Few rows of such a kind take part, as a rule.
		const takesPart = ({resource}: Row): boolean =>
			mainStates.includes(resource.state) && (source === undefined || resource.source === source);
		return countRows([...this.#ofKind(name)].filter(takesPart));
	}
}
