/** How a stream is read when more comes than anybody can see. */
export type SurgeOptions = {
	/** Reads a message; `skipped` of the same resource came right before it and were not read. */
	readonly read: (text: string, skipped: number) => void;
	/** The name of the resource that a message is about; null: it is about none, or that cannot be told. */
	readonly subjectIn: (text: string) => string | null;
	/** How long a resource's newest message may wait for a newer one, milliseconds. */
	readonly windowMs?: number;
	/** Messages within a window that are read all, however often one resource is among them. */
	readonly most?: number;
};

type Held = {text: string | null; skipped: number};

// After a window in which no resource came twice, so many pass without a look: it would cost more than it spares.
const windowsAtEase = 7;

/**
 * Stands before the reading of a stream. As a rule every message is read at once. In a surge only the first and the
 * newest of each resource within a window are; the others are counted.
 */
export class Surge {
	readonly #options: SurgeOptions;
	readonly #windowMs: number;
	readonly #most: number;
	readonly #held = new Map<string, Held>();
	#taken = 0;
	#isRepeating = false;
	#atEase = 0;
	#timer: NodeJS.Timeout | undefined;

	constructor(options: SurgeOptions) {
		this.#options = options;
		this.#windowMs = options.windowMs ?? 50;
		this.#most = options.most ?? 500;
	}

	/** The next message of the stream. */
	take(text: string): void {
		this.#timer ??= setTimeout(this.#end, this.#windowMs);
		this.#taken += 1;
		if (this.#taken <= this.#most || this.#atEase > 0 || !this.#hold(text)) this.#options.read(text, 0);
	}

	/** Reads what waits no more. */
	close(): void {
		clearTimeout(this.#timer);
		this.#held.clear();
	}

	/** Keeps a message back; false for the first about its resource. */
	#hold(text: string): boolean {
		const subject = this.#options.subjectIn(text);
		if (subject === null) return false;
		// Put together anew, the name does not keep the text alive that it was cut out of.
		const name = `/${subject}`;
		const held = this.#held.get(name);
		if (!held) {
			this.#held.set(name, {text: null, skipped: 0});
			return false;
		}

		this.#isRepeating = true;
		if (held.text !== null) held.skipped += 1;
		held.text = text;
		return true;
	}

	readonly #end = (): void => {
		this.#timer = undefined;
		if (this.#atEase > 0) this.#atEase -= 1;
		else if (this.#held.size > 0 && !this.#isRepeating) this.#atEase = windowsAtEase;
		this.#isRepeating = false;
		this.#taken = 0;
		const held = [...this.#held.values()];
		this.#held.clear();
		for (const {text, skipped} of held) if (text !== null) this.#options.read(text, skipped);
	};
}
