/** Where some texts in a row lead to, and what is kept there. */
export type Branch<Value> = {value: Value | null; readonly next: Map<string, Branch<Value>>};

const branch = <Value>(): Branch<Value> => ({value: null, next: new Map()});

/** Keeps values under texts in a row, without putting these together to one text for each look. Bounded: when full, it is emptied. */
export class TextTree<Value> {
	readonly #most: number;
	#root: Branch<Value> = branch();
	#size = 0;

	/** @param most branches to keep */
	constructor(most: number) {
		this.#most = most;
	}

	/** Where every row of texts begins. */
	get root(): Branch<Value> {
		return this.#root;
	}

	/** One text further. */
	step(from: Branch<Value>, text: string): Branch<Value> {
		const known = from.next.get(text);
		if (known) return known;
		if (this.#size >= this.#most) {
			this.#root = branch();
			this.#size = 0;
		}

		const fresh: Branch<Value> = branch();
		from.next.set(text, fresh);
		this.#size += 1;
		return fresh;
	}
}
