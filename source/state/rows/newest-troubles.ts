import TinyQueue from 'tinyqueue';
import type {Row} from './row.js';
import {isTrouble} from './trouble.js';

type Trouble = {readonly row: Row; readonly began: number};

const minSwept = 1024;

// Rows that are in their state since before rwatch started come last.
const beganAt = ({since}: Row): number => since ?? 0;

const isPresent = ({row, began}: Trouble): boolean =>
	isTrouble(row) && row.removedAt === null && !row.dropped && beganAt(row) === began;

// A heap gives equal ones in another order each time: a list of them would change with every look.
const compare = (left: Trouble, right: Trouble): number =>
	right.began - left.began || left.row.number - right.row.number;

const newQueue = (troubles: Trouble[] = []): TinyQueue<Trouble> => new TinyQueue(troubles, compare);

/** The rows of one kind in trouble; what ended is dropped when it is met, so that the end of a trouble costs nothing. */
class TroubleQueue {
	readonly #noted = new Map<Row, number>();
	#queue = newQueue();
	/** At this number of entries, drops the obsolete ones. */
	#sweptAt = minSwept;

	note(row: Row): void {
		const began = beganAt(row);
		if (this.#noted.get(row) === began) return;
		if (this.#queue.length >= this.#sweptAt) this.#sweep();
		this.#noted.set(row, began);
		this.#queue.push({row, began});
	}

	newest(count: number, belongs: (row: Row) => boolean): readonly Row[] {
		const met = new Map<Row, Trouble>();
		const found: Row[] = [];
		while (found.length < count) {
			const trouble = this.#queue.pop();
			if (!trouble) break;
			const {row} = trouble;
			if (!this.#isCurrent(trouble) || met.has(row)) continue;
			met.set(row, trouble);
			if (belongs(row)) found.push(row);
		}

		for (const trouble of met.values()) this.#queue.push(trouble);
		return found;
	}

	#isCurrent(trouble: Trouble): boolean {
		if (this.#noted.get(trouble.row) !== trouble.began) return false;
		const isCurrent = isPresent(trouble);
		if (!isCurrent) this.#noted.delete(trouble.row);
		return isCurrent;
	}

	#sweep(): void {
		const troubles = [...this.#noted].map(([row, began]) => ({row, began})).filter(isPresent);
		this.#noted.clear();
		for (const {row, began} of troubles) this.#noted.set(row, began);
		this.#queue = newQueue(troubles);
		this.#sweptAt = Math.max(minSwept, troubles.length * 2);
	}
}

/** Finds the rows whose trouble began last, with logarithmic work for each change. */
export class NewestTroubles {
	readonly #byKind = new Map<string, TroubleQueue>();

	/** Notes a row that was added or changed. */
	note(row: Row): void {
		if (!isTrouble(row)) return;
		const {kind} = row.resource;
		const queue = this.#byKind.get(kind) ?? new TroubleQueue();
		this.#byKind.set(kind, queue);
		queue.note(row);
	}

	/** At most `count` rows of these kinds that belong, newest first. */
	newest(count: number, kinds: readonly string[], belongs: (row: Row) => boolean): readonly Row[] {
		const found = kinds.flatMap(kind => this.#byKind.get(kind)?.newest(count, belongs) ?? []);
		return [...new Set(found)].sort((left, right) => beganAt(right) - beganAt(left)).slice(0, count);
	}
}
