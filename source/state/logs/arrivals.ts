/** For so long a line that comes late is put where it belongs. */
export const windowMs = 2000;

/** Which entries of a log have been on the screen for so long that nothing is put before them any more. */
export class Arrivals {
	/** How many entries there were, and when; oldest first. */
	#known: {readonly at: number; readonly total: number}[] = [];

	/** There are so many entries now. */
	note(total: number, now: number): void {
		this.#known.push({at: now, total});
		const recent = this.#known.findIndex(({at}) => at > now - windowMs);
		// The last one before the window says what is settled.
		if (recent > 1) this.#known = this.#known.slice(recent - 1);
	}

	/** Number of the first entry that a late one may be put before. */
	settled(now: number): number {
		return this.#known.findLast(({at}) => at <= now - windowMs)?.total ?? 0;
	}
}
