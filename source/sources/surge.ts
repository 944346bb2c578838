/** How a stream is read when more comes than anybody can see. */
export type SurgeOptions = {
	/** Reads a message; `skipped` of the same resource came right before it and were not read. */
	readonly read: (text: string, skipped: number) => void;
	/** How long a resource's newest message may wait for a newer one, milliseconds. */
	readonly windowMs?: number;
	/** Messages within a window that are read all, however often one resource is among them. */
	readonly most?: number;
};

type Held = {text: string | null; skipped: number};

/**
 * Stands before the reading of a stream. As a rule every message is read at once. In a surge only the first and the
 * newest of each resource within a window are; the others are counted.
 */
export class Surge {
	readonly #read: SurgeOptions['read'];
	readonly #windowMs: number;
	readonly #most: number;
	readonly #held = new Map<string, Held>();
	#taken = 0;
	#timer: NodeJS.Timeout | undefined;

	constructor({read, windowMs = 50, most = 500}: SurgeOptions) {
		this.#read = read;
		this.#windowMs = windowMs;
		this.#most = most;
	}

	/** A message about the resource of that name; null: it is about none, and read at once. */
	take(name: string | null, text: string): void {
		this.#timer ??= setTimeout(this.#end, this.#windowMs);
		this.#taken += 1;
		if (name === null || this.#taken <= this.#most) {
			this.#read(text, 0);
			return;
		}

		const held = this.#held.get(name);
		if (!held) {
			this.#held.set(name, {text: null, skipped: 0});
			this.#read(text, 0);
			return;
		}

		if (held.text !== null) held.skipped += 1;
		held.text = text;
	}

	/** Reads what waits no more. */
	close(): void {
		clearTimeout(this.#timer);
		this.#held.clear();
	}

	readonly #end = (): void => {
		this.#timer = undefined;
		this.#taken = 0;
		const held = [...this.#held.values()];
		this.#held.clear();
		for (const {text, skipped} of held) if (text !== null) this.#read(text, skipped);
	};
}
