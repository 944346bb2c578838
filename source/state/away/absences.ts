import type {SourceEvent} from '../../model/source.js';

/** A time in which nobody looked, or in which changes of a source were missed. */
export type Absence = {
	readonly from: number;
	readonly to: number;
	/** How many changes had been recorded when it began. */
	readonly mark: number;
	/** The source that was cut off; null if the person was away. */
	readonly source: string | null;
};

/** After so long without a key nobody is there, milliseconds. */
const idleMs = 5 * 60_000;

// Events that waited while the program was stopped arrive after it goes on.
const settleMs = 2000;

type Moment = {readonly at: number; readonly mark: number};

type Closing = {readonly absence: Absence; readonly dueAt: number};

/** Keeps track of when nobody looked. Changes in place. */
export class Absences {
	/** The last sign of the person. */
	#present: Moment;
	/** When the person left, if that is known. */
	#left: Moment | null = null;
	/** The terminal is rwatch's again; the time is not known yet. */
	#isResumed = false;
	#closing: Closing | null = null;
	/** The gaps whose listings are not over, by source and scope. */
	readonly #gaps = new Map<string, Absence & {readonly scope: string}>();

	/** @param now when the person started it */
	constructor(now: number) {
		this.#present = {at: now, mark: 0};
	}

	/** The person left: the terminal lost the focus, or another program has it. */
	leave(at: number, mark: number): void {
		this.#left ??= {at, mark};
	}

	/** Whether nobody is looking now. It may be noticed late, as nothing wakes up for it. */
	isAway(now: number): boolean {
		return this.#left !== null || now - this.#present.at >= idleMs;
	}

	/** A sign of the person; returns the absence that it ends, if any. */
	sign(at: number, mark: number): Absence | null {
		if (this.#isResumed) {
			this.#close(at, mark);
			return null;
		}

		const isIdle = at - this.#present.at >= idleMs;
		const began = this.#left ?? (isIdle ? this.#present : null);
		this.#left = null;
		this.#present = {at, mark};
		return began && {from: began.at, to: at, mark: began.mark, source: null};
	}

	/** Another program gave the terminal back. */
	resume(): void {
		this.#isResumed = this.#left !== null;
	}

	/** Passes the time; returns the absence that is over by now, if any. */
	tick(now: number, mark: number): Absence | null {
		if (this.#isResumed) this.#close(now, mark);
		const {absence, dueAt} = this.#closing ?? {absence: null, dueAt: Number.POSITIVE_INFINITY};
		if (now < dueAt) return null;
		this.#closing = null;
		return absence;
	}

	/** When `tick` has one next, epoch milliseconds; infinity for never. */
	get nextDue(): number {
		return this.#closing?.dueAt ?? Number.POSITIVE_INFINITY;
	}

	/** Takes events before they are applied: gaps begin. */
	begin(events: readonly SourceEvent[], mark: number): void {
		for (const event of events) {
			if (event.type !== 'gap' || event.again) continue;
			const {source, scope, from, to} = event;
			this.#gaps.set(`${source} ${scope}`, {from, to, mark, source, scope});
		}
	}

	/** Takes events after they were applied; returns the first gap whose listing they end, unless nobody looks anyway. */
	end(events: readonly SourceEvent[]): Absence | null {
		let ended: Absence | null = null;
		for (const event of events) {
			if (event.type !== 'status' || event.status !== 'live') continue;
			for (const [name, gap] of this.#gaps) {
				if (gap.source !== event.source || (event.scope !== '' && event.scope !== gap.scope)) continue;
				this.#gaps.delete(name);
				if (!this.isAway(event.at)) ended ??= gap;
			}
		}

		return ended;
	}

	#close(at: number, mark: number): void {
		this.#isResumed = false;
		if (this.#left === null) return;
		const absence = {from: this.#left.at, to: at, mark: this.#left.mark, source: null};
		this.#closing = {absence, dueAt: at + settleMs};
		this.#left = null;
		this.#present = {at, mark};
	}
}
