import type {LogLine} from '../../../model/log.js';

// Lines of the two streams may come a little out of order.
const windowMs = 1000;

type Told = {readonly at: number; readonly id: string};

const idOf = ({stamp, text}: LogLine): string => `${stamp} ${text}`;

/** What is new among the lines of a log that is followed again from a little before the place where it broke off. */
export class LogResume {
	/** Lines of the last second before the newest, oldest first. */
	#told: Told[] = [];
	#newest: number | null = null;
	#skip: Map<string, number> | null = null;
	#from = 0;
	#overlapped = false;

	/** Epoch milliseconds of the newest line, or null before the first. */
	get newest(): number | null {
		return this.#newest;
	}

	/** A new stream begins. */
	begin(): void {
		if (this.#newest === null) return;
		this.#skip = new Map();
		for (const {id} of this.#told) this.#skip.set(id, (this.#skip.get(id) ?? 0) + 1);
		this.#from = this.#newest;
		this.#overlapped = false;
	}

	/**
	 * What a line is: `new`, `repeated`, or `gap`: new, and nothing of what came before it was seen again, so
	 * that lines between may be missing. A line without stamp is new.
	 */
	take(line: LogLine): 'new' | 'repeated' | 'gap' {
		const at = line.stamp === null ? Number.NaN : Date.parse(line.stamp);
		if (Number.isNaN(at)) return 'new';
		const verdict = this.#skip ? this.#compare(this.#skip, line, at) : 'new';
		if (verdict !== 'repeated') this.#remember(line, at);
		return verdict;
	}

	#compare(skip: Map<string, number>, line: LogLine, at: number): 'new' | 'repeated' | 'gap' {
		const id = idOf(line);
		const count = skip.get(id) ?? 0;
		if (count > 0) skip.set(id, count - 1);
		if (count > 0 || at < this.#from - windowMs) {
			this.#overlapped = true;
			return 'repeated';
		}

		if (at > this.#from + windowMs) this.#skip = null;
		if (this.#overlapped || at < this.#from) return 'new';
		this.#overlapped = true;
		return 'gap';
	}

	#remember(line: LogLine, at: number): void {
		this.#newest = Math.max(this.#newest ?? at, at);
		this.#told.push({at, id: idOf(line)});
		const oldest = this.#newest - windowMs;
		// In large steps: a line costs constant time.
		if (this.#told.length > 64 && (this.#told[this.#told.length >> 1]?.at ?? 0) < oldest) {
			this.#told = this.#told.filter(({at: when}) => when >= oldest);
		}
	}
}
