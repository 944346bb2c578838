/** The newest values of a stream, numbered from 0 for the first ever. Constant work for each. */
export class Ring<Value> {
	readonly #slots: (Value | undefined)[] = [];
	readonly #bound: number;
	#first = 0;
	#total = 0;

	/** @param bound maximum number of values, at least 1 */
	constructor(bound: number) {
		this.#bound = bound;
	}

	/** Number of the oldest value that is kept: how many were lost. */
	get first(): number {
		return this.#first;
	}

	/** How many values there ever were. */
	get total(): number {
		return this.#total;
	}

	/** The next value will push the oldest out. */
	get isFull(): boolean {
		return this.#total - this.#first === this.#bound;
	}

	/** Adds a value and returns the one that it replaced, if any. */
	push(value: Value): Value | undefined {
		const lost = this.isFull ? this.drop() : undefined;
		this.#slots[this.#total % this.#bound] = value;
		this.#total += 1;
		return lost;
	}

	/** Removes the oldest value and returns it. */
	drop(): Value | undefined {
		const value = this.get(this.#first);
		if (this.#first === this.#total) return undefined;
		this.#slots[this.#first % this.#bound] = undefined;
		this.#first += 1;
		return value;
	}

	/** Takes the values from a number on out again, to be pushed in another order. */
	takeFrom(number: number): Value[] {
		const taken: Value[] = [];
		for (let at = Math.max(number, this.#first); at < this.#total; at++) {
			const value = this.get(at);
			if (value !== undefined) taken.push(value);
			this.#slots[at % this.#bound] = undefined;
		}

		this.#total = Math.min(this.#total, Math.max(number, this.#first));
		return taken;
	}

	/** The value with a number; undefined if it is lost or did not come yet. */
	get(number: number): Value | undefined {
		return number < this.#first || number >= this.#total ? undefined : this.#slots[number % this.#bound];
	}
}
