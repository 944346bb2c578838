import type {ChangeEntry} from '../../model/change-entry.js';
import type {RecordedConnection, RecordedRow} from '../../model/recording.js';
import type {SourceEvent} from '../../model/source.js';
import {applyEvent} from '../apply-event.js';
import type {Connection} from '../connections/connection.js';
import {EventCount} from '../connections/event-count.js';
import type {Change} from '../rows/change.js';
import {ChangeList} from '../rows/changes.js';
import {mergeKinds} from '../rows/kinds.js';
import type {RowStore} from '../rows/row-store.js';
import {restoreConnection} from './checkpoint.js';
import type {World} from './world.js';

/** Builds what was known at a time, from a checkpoint and the events after it. */
export class WorldBuilder {
	readonly #makeRows: () => RowStore;
	#resources: RowStore;
	#changes = new ChangeList();
	#connections = new Map<string, Connection>();
	#count = new EventCount(this.#connections);
	#isBegun = false;

	/** @param makeRows makes a store without rows, as the rows of now are kept */
	constructor(makeRows: () => RowStore) {
		this.#makeRows = makeRows;
		this.#resources = makeRows();
	}

	/** Begins again with the connections of a checkpoint; null is before the first event. */
	begin(
		at: number | null,
		connections: readonly RecordedConnection[],
		catchingUp: readonly string[] = [],
	): void {
		this.#resources = this.#makeRows();
		this.#changes = new ChangeList();
		this.#changes.restoreCatchingUp(catchingUp);
		this.#connections = new Map(
			connections.map(one => [one.name, restoreConnection(one, at ?? Number.NEGATIVE_INFINITY)]),
		);
		this.#count = new EventCount(this.#connections);
		this.#isBegun = at !== null;
	}

	/** Takes over a row of the checkpoint. */
	restoreRow(row: RecordedRow): void {
		if (!this.#resources.get(row.resource.key)) this.#resources.restore(row);
	}

	/** Takes over an entry of the list of changes. */
	restoreChange(entry: ChangeEntry): void {
		this.#changes.restore(entry);
	}

	/** Applies an event and returns what it changed. `at`: the time that has come by then. */
	apply(event: SourceEvent, at: number): readonly Change[] {
		if (!this.#isBegun) this.#open(at);
		if (!this.#connections.get(event.source)?.enabled) return [];
		if ((this.#resources.nextDue ?? at + 1) <= at) this.#resources.expire(at);
		return applyEvent({resources: this.#resources, changes: this.#changes}, this.#count, event);
	}

	/** Grows with every entry of the list of changes. */
	get revision(): number {
		return this.#changes.revision;
	}

	/** When the last change was, as far as it is known here; null if none was. */
	get lastChangeAt(): number | null {
		return this.#changes.window(0, 1)[0]?.at ?? null;
	}

	/** What is known at a time, which no event is after. */
	world(now: number): World {
		this.#count.settle();
		this.#resources.expire(now);
		this.#resources.drainDirty();
		const kinds = mergeKinds([...this.#connections].map(([source, {kinds: own}]) => [source, own]));
		return {
			now,
			resources: this.#resources,
			changes: this.#changes,
			connections: this.#connections,
			kinds,
		};
	}

	// What 0.1.0 recorded begins with its first event.
	#open(at: number): void {
		this.#isBegun = true;
		for (const [name, connection] of this.#connections)
			this.#connections.set(name, {...connection, since: at, waitingSince: at, counted: {at, events: 0}});
	}
}
