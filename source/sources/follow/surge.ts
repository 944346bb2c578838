/** How a stream is read when more messages come than anybody can see. */
type SurgeOptions<Message> = {
	/** Reads a message; `skipped` is the number of unread messages about the same resource right before it. */
	readonly read: (message: Message, skipped: number) => void;
	/** The name of the resource that a message is about; null: none, or not known. */
	readonly subjectIn: (message: Message) => string | null;
	/** When it happened by the server's clock; 0 if unknown. */
	readonly timeIn: (message: Message) => number;
	/** How long a resource's newest message may wait for a newer one, milliseconds. */
	readonly windowMs?: number;
	/** Up to this many messages within a window, all are read, even of one resource. */
	readonly max?: number;
};

type Held<Message> = {message: Message | null; time: number; skipped: number};

// After a window without repetition this many windows pass unchecked: checking would cost more than it saves.
const windowsAtEase = 7;
// Checks per window for further traffic.
const checks = 4;

/**
 * Sits before the reader of a stream. Normally every message is read at once. In a surge only the first and the
 * newest of each resource within a window are; the others are counted.
 */
export class Surge<Message> {
	readonly #options: SurgeOptions<Message>;
	readonly #windowMs: number;
	readonly #most: number;
	readonly #held = new Map<string, Held<Message>>();
	#taken = 0;
	#takenBefore = 0;
	#checked = 0;
	#isRepeating = false;
	#wasRepeating = false;
	#atEase = 0;
	#timer: NodeJS.Timeout | undefined;

	constructor(options: SurgeOptions<Message>) {
		this.#options = options;
		this.#windowMs = options.windowMs ?? 100;
		this.#most = options.max ?? 500;
	}

	take(message: Message): void {
		this.#timer ??= setTimeout(this.#check, this.#windowMs / checks);
		this.#taken += 1;
		const isCalm = this.#taken <= this.#most && !this.#wasRepeating;
		if (isCalm || this.#atEase > 0 || !this.#hold(message)) this.#options.read(message, 0);
	}

	/** Reads everything that waits: the stream is over. */
	flush(): void {
		const held = [...this.#held.values()];
		this.#held.clear();
		for (const each of held) this.#release(each);
	}

	/** Reads the messages whose wait is over. */
	close(): void {
		clearTimeout(this.#timer);
		this.#held.clear();
	}

	/** Keeps a message back; false for the first about its resource, and for one that another overtook. */
	#hold(message: Message): boolean {
		const subject = this.#options.subjectIn(message);
		if (subject === null) return false;
		// A copy of the name does not keep the message alive that it was cut from.
		const name = `/${subject}`;
		const held = this.#held.get(name);
		if (!held) {
			this.#held.set(name, {message: null, time: 0, skipped: 0});
			return false;
		}

		this.#isRepeating = true;
		const time = this.#options.timeIn(message);
		if (held.message !== null && time < held.time) {
			// Which of the two is right is for the reader to decide: it gets both, as without a surge.
			this.#release(held);
			return false;
		}

		if (held.message !== null) held.skipped += 1;
		held.message = message;
		held.time = time;
		return true;
	}

	#release(held: Held<Message>): void {
		const {message, skipped} = held;
		held.message = null;
		held.skipped = 0;
		if (message !== null) this.#options.read(message, skipped);
	}

	/** Ends the window when its time is over, or earlier if no more messages come. */
	readonly #check = (): void => {
		this.#checked += 1;
		if (this.#checked < checks && this.#taken !== this.#takenBefore) {
			this.#takenBefore = this.#taken;
			this.#timer = setTimeout(this.#check, this.#windowMs / checks);
		} else this.#end();
	};

	#end(): void {
		this.#timer = undefined;
		this.#checked = 0;
		this.#takenBefore = 0;
		if (this.#atEase > 0) this.#atEase -= 1;
		else if (this.#held.size > 0 && !this.#isRepeating) this.#atEase = windowsAtEase;
		// A surge usually continues; one that stopped has ended its window early.
		this.#wasRepeating = this.#isRepeating && this.#taken > this.#most;
		this.#isRepeating = false;
		this.#taken = 0;
		this.flush();
	}
}
