import type {Kind} from '../model/kind.js';
import type {Resource} from '../model/resource.js';
import type {SourceEvent} from '../model/source.js';
import {unknownKindWords} from '../state/filter/doubts.js';
import {type Filter, matches, withKinds} from '../state/filter/filter.js';
import {type MergedKind, mergeKinds, type ResolvedKind, resolveKind, takesPart} from '../state/rows/kinds.js';
import type {Row} from '../state/rows/row.js';
import {RowStore} from '../state/rows/row-store.js';
import type {ReportOptions} from './report.js';

/** The rows of all sources, and which of them a report includes, by kind and filter. */
export class Selection {
	readonly resources: RowStore;
	filter: Filter;
	readonly #typed: string;
	readonly #show: ReportOptions['show'];
	readonly #reported = new Map<string, readonly Kind[]>();
	#kinds: readonly MergedKind[] = [];
	#isMain = takesPart([]);
	#resolved: ResolvedKind;

	/** @param retest as of `RowStore` */
	constructor({kind, filter, stuckAfterMs, sameHosts, show}: ReportOptions, retest?: (row: Row) => void) {
		this.resources = new RowStore(stuckAfterMs, {retest, sameHosts});
		this.filter = filter;
		this.#typed = kind;
		this.#show = show;
		this.#resolved = resolveKind(kind, []);
	}

	get kinds(): readonly MergedKind[] {
		return this.#kinds;
	}

	/** Singular name of the kind, or `all`; null while no source knows the typed kind. */
	get kindName(): string | null {
		return 'error' in this.#resolved ? null : this.#resolved.kind;
	}

	/** The one kind of the report; null for `all`. */
	get kind(): Kind | null {
		return this.#kinds.find(({name}) => name === this.kindName) ?? null;
	}

	/** The fault of the typed kind, or null. */
	get kindFault(): string | null {
		if (!('error' in this.#resolved)) return null;
		const {error, suggestions} = this.#resolved;
		const known =
			suggestions.length > 0 ? suggestions : this.#kinds.filter(({main}) => main).map(({plural}) => plural);
		return known.length === 0 ? error : `${error}; expected ${['all', ...known].join(', ')} or the like`;
	}

	/** Whether the typed kind, or one in the filter, has not been reported by any source so far. */
	get lacksKind(): boolean {
		if ('error' in this.#resolved) return true;
		return this.kind === null && unknownKindWords(this.filter.text, this.#kinds).length > 0;
	}

	/** Whether this source has the report's kind but lists it only on request. */
	isListedLate(source: string): boolean {
		const own = this.#reported.get(source)?.find(({name}) => name === this.kindName);
		return own !== undefined && !own.main && !own.early;
	}

	/** The kind of a row as its source declares it. */
	readonly kindOf = ({source, kind}: Resource): Kind | undefined =>
		this.#reported.get(source)?.find(({name}) => name === kind);

	get kindsInView(): readonly Kind[] {
		return this.kind ? [this.kind] : this.#kinds.filter(({main}) => main);
	}

	/** The rows of the report's kinds, without its filter. */
	*unfiltered(): Iterable<Row> {
		for (const row of this.resources.rows()) if (this.#isOfKind(row)) yield row;
	}

	/** Applies the kinds of a source, and requests the wanted one. */
	takeKinds({source, kinds}: Extract<SourceEvent, {type: 'kinds'}>): void {
		this.#reported.set(source, kinds);
		this.#kinds = mergeKinds(this.#reported);
		this.#isMain = takesPart(this.#kinds);
		this.#resolved = resolveKind(this.#typed, this.#kinds);
		this.filter = withKinds(this.filter, this.#kinds);
		if (this.kind) this.#show([this.kind.name]);
	}

	/** Whether the report includes this row now. */
	includes(row: Row): boolean {
		if (row.removedAt !== null || row.dropped) return false;
		return this.#isOfKind(row) && matches(this.filter, row, this.resources);
	}

	/**
	 * Whether the report still includes a row. Some kinds take part in `all` in certain states only: a key that is
	 * accepted has changed, it was not removed.
	 */
	keeps(row: Row): boolean {
		if (this.includes(row)) return true;
		if (this.kindName !== 'all' || row.removedAt !== null || row.dropped) return false;
		const isMain = this.#kinds.some(({name, main}) => main && name === row.resource.kind);
		return isMain && matches(this.filter, row, this.resources);
	}

	#isOfKind({resource}: Row): boolean {
		return this.kindName === 'all' ? this.#isMain(resource) : resource.kind === this.kindName;
	}
}
