/** Numbers of lines in ascending order, which come at one end and go at the other. */
export class LineNumbers {
	#numbers: number[] = [];
	/** Those before it are gone. */
	#start = 0;

	/** How many there are. */
	get count(): number {
		return this.#numbers.length - this.#start;
	}

	/** The number at an index; undefined beyond the ends. */
	at(index: number): number | undefined {
		return index < 0 ? undefined : this.#numbers[this.#start + index];
	}

	/** Index of the first that is not below this one. */
	indexOf(number: number): number {
		let low = this.#start;
		let high = this.#numbers.length;
		while (low < high) {
			const middle = (low + high) >>> 1;
			if ((this.#numbers[middle] ?? 0) < number) low = middle + 1;
			else high = middle;
		}

		return low - this.#start;
	}

	/** Adds a number above all others. */
	push(number: number): void {
		this.#numbers.push(number);
	}

	/** Takes out this number and all above it. */
	dropFrom(number: number): void {
		this.#numbers.length = this.#start + this.indexOf(number);
	}

	/** Takes out all below this number. */
	dropBefore(number: number): void {
		this.#start += this.indexOf(number);
		if (this.#start < 1000 || this.#start < this.#numbers.length / 2) return;
		this.#numbers = this.#numbers.slice(this.#start);
		this.#start = 0;
	}
}
