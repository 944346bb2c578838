import type {SourceEvent} from '../../model/source.js';
import type {Connection} from './connection.js';
import {onResourceEvents, onSourceEvent, type ResourceEvent} from './connection-events.js';

/** Updates connections from events. Those about resources are very many: they are only counted until `settle`. */
export class EventCount {
	readonly #connections: Map<string, Connection>;
	#first: ResourceEvent | null = null;
	#last: ResourceEvent | null = null;
	#count = 0;

	/** @param connections changed in place */
	constructor(connections: Map<string, Connection>) {
		this.#connections = connections;
	}

	/** Counts one event of a known source. */
	add(event: ResourceEvent): void {
		if (this.#first?.source !== event.source) this.settle();
		this.#first ??= event;
		this.#last = event;
		// A listing reports what there is, not what happened.
		if (event.type === 'removed' || !event.listed) this.#count += 1 + (event.skipped ?? 0);
	}

	/** Applies any other event, after all before it. */
	note(event: SourceEvent): void {
		this.settle();
		const connection = this.#connections.get(event.source);
		if (connection) this.#connections.set(event.source, onSourceEvent(connection, event));
	}

	/** Applies the counted events to their connection. */
	settle(): void {
		if (!this.#first || !this.#last) return;
		const {source} = this.#first;
		const connection = this.#connections.get(source);
		if (connection) {
			this.#connections.set(source, onResourceEvents(connection, this.#count, this.#first, this.#last));
		}

		this.#first = null;
		this.#last = null;
		this.#count = 0;
	}
}
