import type {Resource, ResourceKey} from '../model/resource.js';
import type {SourceEvent} from '../model/source.js';
import type {Filter} from '../state/filter/filter.js';
import {filtersFigures} from '../state/grid/figure-columns.js';
import type {Change} from '../state/rows/change.js';
import type {Row} from '../state/rows/row.js';
import {
	type ChangeRecord,
	lastRecord,
	type RowRecord,
	rowChange,
	rowRecord,
	sameRecord,
	sourceChange,
} from './record.js';
import type {ReportOptions} from './report.js';
import {Selection} from './selection.js';
import {stateFor} from './source-state.js';
import {SourceStates} from './source-states.js';

type StatusEvent = Extract<SourceEvent, {type: 'status'}>;

/** What a change stream reports. */
type ChangeListener = {
	readonly changed: (change: ChangeRecord) => void;
	/** A row was tested again: it is `included` or not. */
	readonly judged?: (row: Row, included: boolean) => void;
	/** An event was applied to all rows, also to those that are not selected. */
	readonly applied?: (event: SourceEvent, changes: readonly Change[]) => void;
	/** Time has passed for a row, or it was measured. */
	readonly retest?: (row: Row) => void;
	/** What rows are tested for besides the filter of the report. */
	readonly filters?: readonly Filter[];
	/** Further kinds of which it is to be known what rows use, in the singular. */
	readonly measured?: () => readonly string[];
};

/** How often rows that age without an event are tested, milliseconds: they become stuck. */
const tickMs = 1000;

/** Turns events into printed changes of the selected rows; constant work for each event. */
export class ChangeStream {
	readonly selection: Selection;
	readonly states: SourceStates;
	readonly #listener: ChangeListener;
	/** The last printed record of each row in the selection. */
	readonly #printed = new Map<ResourceKey, RowRecord>();
	/** The last printed `status message` of each source, and of each part that does not work. */
	readonly #statuses = new Map<string, string>();
	/** The last status of each source as a whole. */
	readonly #wholes = new Map<string, StatusEvent>();
	readonly #timer: NodeJS.Timeout;
	readonly #measure: NonNullable<ReportOptions['measure']>;
	/** The kinds that are measured. */
	#measured: readonly string[] = [];

	/** @param ticked called after each test of rows that age */
	constructor(options: ReportOptions, listener: ChangeListener, ticked: () => void = () => undefined) {
		this.selection = new Selection(options, listener.retest);
		this.states = new SourceStates(options.sources);
		this.#listener = listener;
		this.#measure = options.measure ?? (() => undefined);
		this.#timer = setInterval(() => {
			this.#age(options.now());
			ticked();
		}, tickMs);
	}

	/** Applies one event and prints what it changed. */
	emit(event: SourceEvent): void {
		const changes = this.#apply(event);
		this.#listener.applied?.(event, changes);
		if (event.type === 'kinds') this.#measureWanted();
	}

	#measureWanted(): void {
		const {kindsInView, filter} = this.selection;
		const {filters = [], measured = () => []} = this.#listener;
		const wanted = kindsInView.filter(kind => [filter, ...filters].some(one => filtersFigures(kind, one)));
		const kinds = [...new Set([...wanted.map(({name}) => name), ...measured()])];
		if (kinds.join() === this.#measured.join()) return;
		this.#measured = kinds;
		this.#measure(kinds);
	}

	#apply(event: SourceEvent): readonly Change[] {
		const {resources} = this.selection;
		this.states.take(event);
		if (event.type === 'gap') {
			if (!event.again) this.#listener.changed(sourceChange(event));
		} else if (event.type === 'status') this.#emitStatus(event);
		else if (event.type === 'kinds') {
			const before = this.selection.kindName;
			this.selection.takeKinds(event);
			// Rows that came before their kind was known. Later kinds matter to the mixed view only.
			if (before !== this.selection.kindName || before === 'all') {
				for (const row of resources.rows()) this.#look(row, event.at);
			}
		} else {
			if (event.type === 'listed' && event.scopeGone) this.#statuses.delete(`${event.source} ${event.scope}`);
			const last = event.type === 'removed' ? event.resource : undefined;
			const changes = resources.apply(event);
			for (const {row, at} of changes) this.#look(row, at, last);
			return changes;
		}

		return [];
	}

	// How far a source is with connecting changes many times a second; another try for the same reason is not news.
	#isNews(event: StatusEvent): boolean {
		const {source, scope, status, message} = event;
		const name = `${source} ${scope}`;
		const isConnecting = status === 'connecting' && !event.starting;
		const now = isConnecting ? status : `${status} ${message ?? ''}`;
		const before = this.#statuses.get(name);
		if (isConnecting && before !== undefined && !before.startsWith('live')) return false;
		// A part is news when it fails and when it recovers.
		const isPart = scope !== '';
		const isDull = isConnecting || (status === 'live' && before === undefined);
		if (isPart && (isDull || !this.states.isPart(source, scope))) return false;
		if (isPart && status === 'live') this.#statuses.delete(name);
		else this.#statuses.set(name, now);
		return before !== now;
	}

	#emitStatus(event: StatusEvent): void {
		if (event.scope === '') this.#wholes.set(event.source, event);
		else if (this.#isNews(event)) this.#listener.changed(sourceChange(event));
		// The requested kind may be what a scope cannot list.
		const whole = this.#wholes.get(event.source);
		const state = this.states.all.find(({name}) => name === event.source);
		if (!whole || !state) return;
		const {kindName} = this.selection;
		const ofKind = kindName === null ? {} : stateFor(state, kindName);
		const shown = {...whole, ...ofKind, at: event.at};
		if (this.#isNews(shown)) this.#listener.changed(sourceChange(shown));
	}

	close(): void {
		clearInterval(this.#timer);
	}

	#age(now: number): void {
		const {resources} = this.selection;
		resources.expire(now);
		for (const row of resources.drainDirty()) this.#look(row, now);
	}

	/**
	 * Prints the change of a row. One that leaves the selection is reported as removed, with `removed` false if the
	 * server still has it; `last` is the final version of one that is gone.
	 */
	#look(row: Row, at: number, last?: Resource): void {
		const {key} = row.resource;
		const included = this.selection.includes(row);
		const before = this.#printed.get(key);
		this.#listener.judged?.(row, included);
		if (!included && !(before && this.selection.keeps(row))) {
			this.#printed.delete(key);
			if (before) {
				const record = last === undefined ? rowRecord(row) : lastRecord(row, last, at);
				this.#listener.changed(rowChange('removed', at, record));
			}

			return;
		}

		const record = rowRecord(row);
		if (before && sameRecord(before, record)) return;
		this.#printed.set(key, record);
		this.#listener.changed(rowChange(before ? 'changed' : 'added', at, record));
	}
}
