import type {SourceEvent} from '../../model/source.js';
import type {Change} from '../rows/change.js';

/** An event that was applied, and what it changed. */
export type Taped = {readonly event: SourceEvent; readonly changes: readonly Change[]};

const nothing: readonly Taped[] = [];

/** The events that were applied, until the recorder takes them. Changes in place. */
export class Tape {
	/** Nobody takes them while it is off. */
	isOn = false;
	#events: Taped[] = [];

	/** Adds an event. One that changed nothing in a row is a sign of life. */
	add(event: SourceEvent, changes: readonly Change[]): void {
		if (!this.isOn) return;
		const isNews = event.type !== 'changed' || changes.length > 0;
		const {source, at} = event;
		this.#events.push({event: isNews ? event : {type: 'heartbeat', source, at}, changes});
	}

	/** The events since the last call, in their order. */
	drain(): readonly Taped[] {
		if (this.#events.length === 0) return nothing;
		const events = this.#events;
		this.#events = [];
		return events;
	}
}
