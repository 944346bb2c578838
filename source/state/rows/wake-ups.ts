import TinyQueue from 'tinyqueue';

type WakeUp<Row> = {readonly row: Row; readonly at: number};

const second = 1000;
const leastSwept = 1024;

const newQueue = <Row>(wakeUps: WakeUp<Row>[] = []): TinyQueue<WakeUp<Row>> =>
	new TinyQueue(wakeUps, (left, right) => left.at - right.at);

/**
 * Which rows are to be looked at again as time passes: one time for each row, the earliest that was asked for. Ages show
 * whole seconds, so that all that is due within one second comes in one go.
 */
export class WakeUps<Row> {
	readonly #times = new Map<Row, number>();
	#queue = newQueue<Row>();
	/** With so many entries those that no longer count are dropped. */
	#sweptAt = leastSwept;

	/** When `ended` next has something to tell, epoch milliseconds; infinite for never. At times early. */
	get due(): number {
		return this.#queue.peek()?.at ?? Number.POSITIVE_INFINITY;
	}

	/** Asks for a look at a row. */
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

	/** The rows whose time has come; each is told once. */
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
		this.#sweptAt = Math.max(leastSwept, this.#queue.length * 2);
	}
}
