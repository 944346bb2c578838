import {compareInstants, type Instant} from '../../model/instant.js';
import {Ring} from '../rows/ring.js';
import {bytesOf, type LogEntry} from './entry.js';

/** How many entries a view of logs keeps at most. */
export const maxEntries = 100_000;

/** Where entries were inserted between others: their numbers change. */
export type Shift = {
	/** The number that the entry with this number has now. */
	readonly of: (number: number) => number;
	/** Number of the first entry that is new, or has another number. */
	readonly from: number;
};

const unshifted = (from: number): Shift => ({of: number => number, from});

/** The entries of a log view in the order of their places: a bounded ring. Numbered from 0 for the first ever. */
export class LogBuffer {
	/** Grows with every entry. */
	revision = 0;
	readonly #entries: Ring<LogEntry>;
	readonly #maxBytes: number;
	#bytes = 0;

	/**
	 * @param max maximum number of entries
	 * @param maxBytes maximum memory for them, as `bytesOf` estimates it; the newest entry always stays
	 */
	constructor(max = maxEntries, maxBytes = 64 * 1024 * 1024) {
		this.#entries = new Ring(max);
		this.#maxBytes = maxBytes;
	}

	/** Number of the oldest entry that is kept. */
	get first(): number {
		return this.#entries.first;
	}

	/** Entries that the bound lost: the same as `first`. */
	get lost(): number {
		return this.first;
	}

	/** Number of the next entry: how many there ever were. */
	get total(): number {
		return this.#entries.total;
	}

	/** Entries kept. */
	get size(): number {
		return this.total - this.first;
	}

	/** The place of the newest entry; null while there is none. */
	get newest(): Instant | null {
		return this.#entries.get(this.total - 1)?.place ?? null;
	}

	/** The entry with a number; undefined if it is lost or did not come yet. */
	entry(number: number): LogEntry | undefined {
		return this.#entries.get(number);
	}

	/** Number of the first entry whose place is after this instant: where an entry of that place belongs. */
	numberAfter(place: Instant): number {
		let low = this.first;
		let high = this.total;
		while (low < high) {
			const middle = (low + high) >>> 1;
			const other = this.#entries.get(middle);
			if (other && compareInstants(other.place, place) <= 0) low = middle + 1;
			else high = middle;
		}

		return low;
	}

	/**
	 * Adds entries that are in the order of their places, each at its place; behind those of the same place. Cost: the
	 * entries, and those kept that are later than the first of them.
	 */
	merge(entries: readonly LogEntry[]): Shift {
		const [first] = entries;
		if (!first) return unshifted(this.total);
		this.revision += 1;
		const from = this.numberAfter(first.place);
		if (from === this.total) {
			for (const entry of entries) this.#push(entry);
			return unshifted(from);
		}

		const later = this.#entries.takeFrom(from);
		for (const entry of later) this.#count(entry, -1);
		const before: number[] = [];
		let next = 0;
		for (const [index, entry] of later.entries()) {
			for (; next < entries.length; next++) {
				const fresh = entries[next];
				if (!fresh || compareInstants(fresh.place, entry.place) >= 0) break;
				before.push(from + index);
				this.#push(fresh);
			}

			this.#push(entry);
		}

		for (; next < entries.length; next++) {
			const fresh = entries[next];
			if (fresh) this.#push(fresh);
		}

		return {of: number => number + countUpTo(before, number), from};
	}

	#push(entry: LogEntry): void {
		const lost = this.#entries.push(entry);
		this.#count(entry, 1);
		if (lost) this.#count(lost, -1);
		while (this.#bytes > this.#maxBytes && this.size > 1) {
			const oldest = this.#entries.drop();
			if (oldest) this.#count(oldest, -1);
		}
	}

	#count(entry: LogEntry, sign: 1 | -1): void {
		this.#bytes += sign * bytesOf(entry);
		if (entry.writer) entry.writer.entries += sign;
	}
}

/** How many of these ascending numbers are at most this one. */
const countUpTo = (numbers: readonly number[], max: number): number => {
	let low = 0;
	let high = numbers.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if ((numbers[middle] ?? 0) <= max) low = middle + 1;
		else high = middle;
	}

	return low;
};
