/** Calls a moment later; the result takes that back. */
export type Later = (call: () => void) => () => void;

/** Things that changed in what is only counted: they are emitted together a moment later, each once. */
export class Waiting<Thing> {
	readonly #later: Later;
	readonly #emit: (thing: Thing) => void;
	readonly #things = new Set<Thing>();
	#isArmed = false;
	#cancel: () => void = () => undefined;

	constructor(later: Later, emit: (thing: Thing) => void) {
		this.#later = later;
		this.#emit = emit;
	}

	add(thing: Thing): void {
		this.#things.add(thing);
		if (this.#isArmed) return;
		this.#isArmed = true;
		this.#cancel = this.#later(() => this.#end());
	}

	/** It was emitted otherwise, or is gone. */
	delete(thing: Thing): void {
		this.#things.delete(thing);
	}

	/** Emits nothing any more. */
	stop(): void {
		this.#cancel();
		this.#isArmed = false;
		this.#things.clear();
	}

	#end(): void {
		const things = [...this.#things];
		this.#isArmed = false;
		this.#things.clear();
		for (const thing of things) this.#emit(thing);
	}
}
