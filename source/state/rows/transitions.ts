import type {Resource} from '../../model/resource.js';
import {FlapWatch} from './flap-watch.js';
import {type Observation, type OwnedRow, observe} from './observe.js';
import {StuckWatch} from './stuck-watch.js';
import {UsualDurations} from './usual-durations.js';

/** How transitions are judged. */
type TransitionsOptions = {
	/** A transition older than this is stuck. */
	readonly stuckAfterMs: number;
	/** What is known of how long they take, by kind and state. */
	readonly durations?: ReadonlyMap<string, readonly number[]> | undefined;
	/** One is stuck only if it takes longer than nearly all that are known, too. */
	readonly byUsual?: boolean | undefined;
};

/** Follows the rows through their states: what is stuck, what flaps, how long it usually takes. */
export class Transitions {
	/** How long rows of each kind usually stay in a transition. */
	readonly usual: UsualDurations;
	readonly #stuck: StuckWatch;
	readonly #flaps = new FlapWatch();

	constructor({stuckAfterMs, durations, byUsual = false}: TransitionsOptions) {
		const usual = new UsualDurations(durations);
		this.usual = usual;
		this.#stuck = new StuckWatch(
			byUsual ? ({resource}) => Math.max(stuckAfterMs, usual.limitMs(resource) ?? 0) : () => stuckAfterMs,
		);
	}

	/** When `stuck` or `calmed` may find something next, epoch milliseconds; may be early. */
	get due(): number {
		return Math.min(this.#stuck.due, this.#flaps.due);
	}

	/** When a row turned healthy or unhealthy lately, epoch milliseconds. */
	turnsOf(row: OwnedRow): readonly number[] {
		return this.#flaps.turnsOf(row);
	}

	/** A row came; `turns` are taken over. */
	add(row: OwnedRow, turns: readonly number[] = []): void {
		this.#flaps.restore(row, turns);
		this.#stuck.follow(row);
	}

	/** Applies a new version of a resource to its row. */
	observe(row: OwnedRow, resource: Resource, observation: Observation): void {
		const {resource: old, since, removedAt} = row;
		const {began, turned} = observe(row, resource, observation);
		this.#flaps.note(row, turned, observation.at);
		if (!began) return;
		const isOver = old.state !== resource.state || old.transitioning !== resource.transitioning;
		const isSeen = removedAt === null && !observation.listed && !observation.skipped;
		if (isOver && isSeen && resource.health !== 'error') this.#complete(old, since, observation.at);
		row.stuck = false;
		this.#stuck.follow(row);
	}

	/** A row was seen to go. */
	remove({resource, since}: OwnedRow, at: number): void {
		this.#complete(resource, since, at);
	}

	/** Forgets a row. */
	delete(row: OwnedRow): void {
		this.#flaps.delete(row);
	}

	/** The rows that became stuck; each is returned once. */
	stuck(now: number): readonly OwnedRow[] {
		return this.#stuck.collect(now);
	}

	/** The rows that flap no longer. */
	calmed(now: number, beforeChange: ((row: OwnedRow) => void) | null = null): readonly OwnedRow[] {
		return this.#flaps.calmed(now, beforeChange);
	}

	#complete(old: Resource, since: number | null, at: number): void {
		if (old.transitioning !== 'yes' || old.flapping || since === null || at < since) return;
		if (this.usual.learn(old, at - since)) this.#stuck.hurry(at);
	}
}
