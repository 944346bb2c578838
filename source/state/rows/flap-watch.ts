import type {OwnedRow} from './observe.js';
import {WakeUps} from './wake-ups.js';

/** So many changes between healthy and unhealthy within `windowMs` are flapping. */
const minTurns = 5;
const windowMs = 600_000;

/** Which rows keep changing between healthy and unhealthy: by their turns, which the rows themselves hold. */
export class FlapWatch {
	readonly #wakeUps = new WakeUps<OwnedRow>();

	/** When `calmed` may find something next, epoch milliseconds. */
	get due(): number {
		return this.#wakeUps.due;
	}

	/** A row changed; `turned`: between healthy and unhealthy. */
	note(row: OwnedRow, turned: boolean, at: number): void {
		if (turned) this.#add(row, at);
		if (turned || row.flapping || row.resource.flapping) this.#judge(row);
	}

	/** The rows that flap no longer. `beforeChange` is called with each row before anything of it is forgotten. */
	calmed(now: number, beforeChange: ((row: OwnedRow) => void) | null = null): readonly OwnedRow[] {
		return this.#wakeUps.ended(now).filter(row => {
			beforeChange?.(row);
			const before = row.flapping;
			this.#keep(row, row.turns ?? [], now);
			this.#judge(row);
			return row.flapping !== before;
		});
	}

	/** When a row turned healthy or unhealthy lately, epoch milliseconds. */
	turnsOf(row: OwnedRow): readonly number[] {
		return [...(row.turns ?? [])];
	}

	/** Takes over when a row turned. */
	restore(row: OwnedRow, turns: readonly number[]): void {
		this.#keep(row, turns, turns.at(-1) ?? 0);
		this.#judge(row);
	}

	/** Forgets a row. */
	delete(row: OwnedRow): void {
		row.turns = null;
		this.#wakeUps.delete(row);
	}

	// In place: thousands of rows may turn in a second.
	#add(row: OwnedRow, at: number): void {
		const {turns} = row;
		if (turns === null) {
			this.#keep(row, [at], at);
			return;
		}

		turns.push(at);
		while (turns.length > minTurns || at - (turns[0] ?? at) >= windowMs) turns.shift();
	}

	#keep(row: OwnedRow, turns: readonly number[], now: number): void {
		const recent = turns.filter(at => now - at < windowMs);
		const [first] = recent;
		if (first === undefined) row.turns = null;
		else {
			row.turns = recent;
			// Later turns do not move it: it may be early.
			this.#wakeUps.add(row, first + windowMs);
		}
	}

	// A source may see by itself that a row flaps.
	#judge(row: OwnedRow): void {
		row.flapping = row.resource.flapping === true || (row.turns?.length ?? 0) >= minTurns;
	}
}
