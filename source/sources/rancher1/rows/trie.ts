/** A node of a trie: its value, and the nodes below it. */
type Branch<Value> = {value: Value | null; readonly next: Map<string, Branch<Value>>};

const branch = <Value>(): Branch<Value> => ({value: null, next: new Map()});

/** Keeps values by sequences of texts, which need not be joined for each lookup. Bounded: when full, it is emptied. */
export class Trie<Value> {
	readonly #maxNodes: number;
	#root: Branch<Value> = branch();
	#size = 0;

	/** @param maxNodes nodes to keep */
	constructor(maxNodes: number) {
		this.#maxNodes = maxNodes;
	}

	/** Where every sequence begins. */
	get root(): Branch<Value> {
		return this.#root;
	}

	/** One text further. */
	step(from: Branch<Value>, text: string): Branch<Value> {
		const known = from.next.get(text);
		if (known) return known;
		if (this.#size >= this.#maxNodes) {
			this.#root = branch();
			this.#size = 0;
		}

		const fresh: Branch<Value> = branch();
		from.next.set(text, fresh);
		this.#size += 1;
		return fresh;
	}
}
