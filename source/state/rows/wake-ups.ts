import TinyQueue from 'tinyqueue';

type WakeUp<Row> = {readonly row: Row; readonly at: number};

const second = 1000;
const minSwept = 1024;

const newQueue = <Row>(wakeUps: WakeUp<Row>[] = []): TinyQueue<WakeUp<Row>> =>
	new TinyQueue(wakeUps, (left, right) => left.at - right.at);

/**
 * The rows that a filter must test again as time passes: one time for each row, the earliest that was requested. Ages show
 * whole seconds, so that all rows due within one second come together.
 */
export class WakeUps<Row> {
	readonly #times = new Map<Row, number>();
	#queue = newQueue<Row>();
	/** At this number of entries, drops the obsolete ones. */
	#sweptAt = minSwept;

	/** When `ended` is due next, epoch milliseconds; infinity for never. May be early. */
	get due(): number {
		return this.#queue.peek()?.at ?? Number.POSITIVE_INFINITY;
	}

	/** Requests a test of a row. */
	add(row: Row, at: number): void {
		const dueAt = Math.ceil(at / second) * second;
		if ((this.#times.get(row) ?? Number.POSITIVE_INFINITY) <= dueAt) return;
		this.#times.set(row, dueAt);
		if (this.#queue.length >= this.#sweptAt) this.#sweep();
		this.#queue.push({row, at: dueAt});
	}

	/** Forgets a row. */
	delete(row: Row): void {
		this.#times.delete(row);
	}

	/** The rows that are due; each is returned once. */
	ended(now: number): readonly Row[] {
		const rows: Row[] = [];
		for (let next = this.#queue.peek(); next && next.at <= now; next = this.#queue.peek()) {
			this.#queue.pop();
			if (this.#times.get(next.row) !== next.at) continue;
			this.#times.delete(next.row);
			rows.push(next.row);
		}

		return rows;
	}

	#sweep(): void {
		this.#queue = newQueue([...this.#times].map(([row, at]) => ({row, at})));
		this.#sweptAt = Math.max(minSwept, this.#queue.length * 2);
	}
}
