/** So many frames with lines say how late they usually come. */
const minFrames = 5;
const stretchMs = 1000;

/** How late the lines of a log come by the clock of this machine: their way, and by how much the clocks differ. */
export class Lag {
	#leastMs = Number.POSITIVE_INFINITY;
	#frames = 0;
	#last = 0;
	/** Where a stretch of its past began, by both clocks; `awaited` before the first line, null once it is up to date. */
	#past: {readonly at: number; readonly time: number} | 'awaited' | null = 'awaited';

	/** How late lines come at least, milliseconds; below 0 the clock of their machine is ahead. Null if not known yet. */
	get ms(): number | null {
		return this.#frames >= minFrames || this.#leastMs < 0 ? this.#leastMs : null;
	}

	/** Its stream was opened again: the past comes first. */
	begin(): void {
		this.#past = 'awaited';
	}

	/**
	 * Takes note of a line of this time, which came just now; true if it is of the past. Times of the past go by faster than
	 * those of lines that are written as they come, whatever the clock says.
	 */
	note(time: number, now: number): boolean {
		if (time <= now && this.#isPast(time, now)) return true;
		this.#leastMs = Math.min(this.#leastMs, now - time);
		if (this.#last !== now) this.#frames += 1;
		this.#last = now;
		return false;
	}

	#isPast(time: number, now: number): boolean {
		const past = this.#past;
		if (past === null) return false;
		if (past === 'awaited') {
			this.#past = {at: now, time};
			return true;
		}

		const tookMs = now - past.at;
		if (tookMs < stretchMs) return true;
		const isFaster = time - past.time > 2 * tookMs;
		this.#past = isFaster ? {at: now, time} : null;
		return isFaster;
	}
}
