import type {RecordedRow} from '../../model/recording.js';
import type {Resource, ResourceKey} from '../../model/resource.js';
import type {SourceEvent} from '../../model/source.js';
import {Census, type Summary} from './census.js';
import type {Change} from './change.js';
import {Counterparts} from './counterparts.js';
import type {HealthCounts} from './health-counts.js';
import type {MergedKind} from './kinds.js';
import {MeasuredRows} from './measured-rows.js';
import {firstSight, type Observation, type OwnedRow, restoredRow} from './observe.js';
import {afterAnswer, afterChange, afterRemoval} from './pending-action.js';
import type {PendingAction, Row} from './row.js';
import type {RowStoreOptions} from './row-store-options.js';
import {RowTable} from './row-table.js';
import {renewed} from './same-resource.js';
import {ShownActions} from './shown-actions.js';
import {Tombstones} from './tombstones.js';
import {TouchedRows} from './touched-rows.js';
import {Transitions} from './transitions.js';
import type {UsualDurations} from './usual-durations.js';
import {WakeUps} from './wake-ups.js';

const nothing: readonly Change[] = [];

/**
 * All rows of all sources. Changes them in place, with constant work per event. The time comes with the events; call
 * `expire` at `nextDue`, or once a second.
 */
export class RowStore {
	readonly #rows = new RowTable();
	readonly #census = new Census(kind => this.#rows.ofKind(kind));
	readonly #transitions: Transitions;
	readonly #tombstones = new Tombstones();
	readonly #actions = new ShownActions();
	readonly #measured = new MeasuredRows();
	readonly #wakeUps = new WakeUps<OwnedRow>();
	readonly #retest: (row: Row) => void;
	/** Counts by kind and source, and the newest troubles. Cost: the kinds and sources. */
	readonly summary: Summary = this.#census;
	/** How long rows of each kind usually stay in a transition. */
	readonly usual: UsualDurations;
	/** Which rows are the same machine. */
	readonly counterparts: Counterparts;
	/** Called with each row right before its state changes or it goes; null for nobody. */
	beforeChange: ((row: Row) => void) | null = null;
	readonly #touched = new TouchedRows();
	#now = 0;

	/** @param stuckAfterMs a transition older than this is stuck */
	constructor(
		stuckAfterMs: number,
		{retest = () => undefined, sameHosts = [], durations, byUsual}: RowStoreOptions = {},
	) {
		this.#transitions = new Transitions({stuckAfterMs, durations, byUsual});
		this.usual = this.#transitions.usual;
		this.#retest = retest;
		const before = (row: Row) => this.beforeChange?.(row);
		this.counterparts = new Counterparts(sameHosts, key => this.#rows.get(key), before);
	}

	/** Grows with everything that changes a row. */
	get revision(): number {
		return this.#touched.revision;
	}

	/** Applies one event and returns what it changed: nothing if the content is equal. */
	apply(event: SourceEvent): readonly Change[] {
		this.#now = Math.max(this.#now, event.at);
		if (event.type === 'changed') return this.#observe(event.resource, event);
		if (event.type === 'listed')
			return [...this.#rows.missingFrom(event)].map(row => this.#bury(row, event.at, true));
		if (event.type === 'measured') this.#touchAll(this.#measured.take(event, key => this.#rows.get(key)));
		if (event.type !== 'removed') return nothing;
		const row = this.#rows.get(event.key);
		if (!row) return nothing;
		if (event.quiet && !this.#tombstones.isHeld(row)) this.#drop(row);
		if (row.dropped || row.removedAt !== null) return nothing;
		const change = this.#bury(row, event.at, false, event.skipped);
		return event.quiet ? nothing : [change];
	}

	/** Takes over a row of a checkpoint, whose key must be new here. */
	restore(recorded: RecordedRow): void {
		const row = restoredRow(recorded);
		this.#add(row, {at: row.seen, listed: true}, recorded.turns);
		if (row.removedAt !== null) this.#tombstones.add(row);
	}

	/** When a row turned healthy or unhealthy lately, epoch milliseconds. */
	turnsOf({resource}: Row): readonly number[] {
		const row = this.#rows.get(resource.key);
		return row ? this.#transitions.turnsOf(row) : [];
	}

	/** Keeps a row although it is removed, until another one (or null) is held. */
	readonly hold = (key: ResourceKey | null): void => this.#tombstones.hold(key);

	/** The row with a key; also a removed one while it still shows. Bound, to be passed on. */
	readonly get = (key: ResourceKey): Row | undefined => this.#rows.get(key);

	/** The latest time known here, epoch milliseconds. */
	get now(): number {
		return this.#now;
	}

	/** Marks a row as dirty at this time, because a filter depends on its age. */
	readonly wake = ({resource}: Row, at: number): void => {
		const row = this.#rows.get(resource.key);
		if (row) this.#wakeUps.add(row, at);
	};

	/** All rows, removed ones too, in the order in which they were first seen. */
	rows(): Iterable<Row> {
		return this.#rows.all();
	}

	/** How many rows there are, with the removed ones. */
	get size(): number {
		return this.#rows.size;
	}

	/** The rows of one kind, by its singular name. */
	readonly ofKind = (kind: string): ReadonlySet<Row> => this.#rows.ofKind(kind);

	/** The rows that name this one as a parent. Looks at all rows. */
	readonly childrenOf = (key: ResourceKey): Iterable<Row> => this.#rows.childrenOf(key);

	/** Rows by health: all of them, or those that take part in `all`, by what the kinds say. */
	readonly counts = (kinds?: readonly MergedKind[]): HealthCounts => this.#census.counts(kinds);

	/**
	 * Shows an action in its row, or clears it; ignores unknown keys. If the stream was faster than the server's answer,
	 * keeps what it reported about this action.
	 */
	setAction(key: ResourceKey, action: PendingAction | null): void {
		const row = this.#rows.get(key);
		if (!row) return;
		this.#actions.set(row, action && afterAnswer(row.action, action, row.resource, this.#now));
		this.#touched.add(row);
	}

	/** Drops removed rows and results that showed long enough, and finds stuck rows; true if anything changed. */
	expire(now: number): boolean {
		this.#now = Math.max(this.#now, now);
		const before = this.revision;
		const stuck = this.#transitions.stuck(now);
		for (const row of stuck) {
			this.#census.count(row, -1);
			row.stuck = true;
			this.#census.count(row, 1);
		}

		for (const row of this.#actions.ended(now)) {
			this.#actions.set(row, null);
			this.#touched.add(row);
		}
		for (const row of this.#tombstones.ended(now)) this.#drop(row);
		const aged = [this.#wakeUps.ended(now), this.#measured.ended(now)];
		const calm = this.#transitions.calmed(now, this.beforeChange);
		for (const rows of [stuck, calm, ...aged]) this.#touchAll(rows);
		return this.revision !== before;
	}

	/** When `expire` is due next, epoch milliseconds; null for never. May be early, never late. */
	get nextDue(): number | null {
		const all = [this.#transitions, this.#measured, this.#actions, this.#tombstones, this.#wakeUps];
		const due = Math.min(...all.map(each => each.due));
		return Number.isFinite(due) ? due : null;
	}

	/** The rows touched or removed since the last call, for `GridIndex.merge`. They accumulate until then. */
	readonly drainDirty = (): readonly OwnedRow[] => this.#touched.drain();

	/** Drops all rows of a source that was turned off, at once. */
	removeSource(source: string): void {
		for (const row of this.#rows.all()) if (row.resource.source === source) this.#drop(row);
	}

	#observe(reported: Resource, observation: Observation): readonly Change[] {
		const {at, listed, skipped = 0, settles = false} = observation;
		const row = this.#rows.get(reported.key);
		if (!row) return [this.#add(firstSight(reported, observation), observation)];
		const {resource: old, removedAt} = row;
		const revived = removedAt !== null;
		const resource = renewed(old, this.counterparts.complete(reported));
		const isNews = resource !== old || revived || skipped > 0;
		if (!isNews && !settles) return nothing;
		this.beforeChange?.(row);
		this.#census.count(row, -1);
		this.#transitions.observe(row, resource, observation);
		if (revived) this.#tombstones.delete(row);
		if (old.kind !== resource.kind) this.#rows.changeKind(row, old.kind);
		this.#census.count(row, 1);
		this.#meet(row, old);
		if (row.action) this.#actions.set(row, afterChange(row.action, old, resource, {at, settles}));
		this.#touched.add(row);
		if (!isNews) return nothing;
		const before = revived ? null : old;
		return [{type: revived ? 'added' : 'changed', at, listed, row, resource, before, skipped}];
	}

	#add(row: OwnedRow, {at, listed, skipped = 0}: Observation, turns: readonly number[] = []): Change {
		this.#rows.add(row);
		const {resource} = row;
		this.#census.count(row, 1);
		this.#transitions.add(row, turns);
		this.#meet(row, null);
		this.#touched.add(row);
		return {type: 'added', at, listed, row, resource, before: null, skipped};
	}

	/** Marks a row as removed; it shows a little longer, in its place. */
	#bury(row: OwnedRow, at: number, listed: boolean, skipped = 0): Change {
		this.beforeChange?.(row);
		this.#census.count(row, -1);
		if (!listed) this.#transitions.remove(row, at);
		row.removedAt = at;
		this.#tombstones.add(row);
		this.#meet(row, null);
		if (row.action) this.#actions.set(row, afterRemoval(row.action, at));
		this.#touched.add(row);
		return {type: 'removed', at, listed, row, resource: row.resource, before: row.resource, skipped};
	}

	#drop(row: OwnedRow): void {
		this.beforeChange?.(row);
		this.#census.count(row, -1);
		row.dropped = true;
		this.#meet(row, null);
		this.#rows.remove(row);
		this.#tombstones.delete(row);
		this.#actions.delete(row);
		this.#wakeUps.delete(row);
		this.#measured.delete(row);
		this.#transitions.delete(row);
		this.#touched.add(row);
	}

	#touchAll(rows: readonly OwnedRow[]): void {
		for (const row of rows) {
			this.#touched.add(row);
			this.#retest(row);
		}
	}

	/** Brings up to date which rows are the same machine as this one. */
	#meet(row: OwnedRow, before: Resource | null): void {
		this.#touchAll(this.counterparts.note(row, before));
	}
}
