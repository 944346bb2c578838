import {compareInstants, type Instant} from '../../model/instant.js';
import type {LogLine} from '../../model/log.js';

// Lines of the two streams may come a little out of order.
const windowMs = 1000;

/** What a line is: `new`, `repeated`, or `gap`: new, and lines before it may be missing. */
type Verdict = 'new' | 'repeated' | 'gap';

const idOf = ({at, nanos}: Instant): string => `${at} ${nanos}`;

/**
 * What is new among the lines of a log that is followed again from a little before the place where it broke off. Lines are
 * known by their instants: where several have the same one, by how many of them came.
 */
export class LogResume {
	/** Of the lines of the last second before the newest, oldest first. */
	#seen: Instant[] = [];
	#newest: Instant | null = null;
	/** Of the first line: what is older was not asked for. */
	#first: Instant | null = null;
	/** How many lines of each instant may be repeated; null on the first stream, and once all were passed. */
	#repeatable: Map<string, number> | null = null;
	#from = 0;
	#overlapped = false;

	/** From when the log has to be read again, epoch milliseconds; null before the first line. */
	get from(): number | null {
		return this.#newest === null ? null : this.#newest.at - windowMs;
	}

	/** A new stream begins. */
	begin(): void {
		if (this.#newest === null) return;
		this.#repeatable = new Map();
		for (const each of this.#seen) {
			const id = idOf(each);
			this.#repeatable.set(id, (this.#repeatable.get(id) ?? 0) + 1);
		}

		this.#from = this.#newest.at;
		this.#overlapped = false;
	}

	/** Takes the next line. One without a time is always new; the first after a break of which nothing is repeated is a gap. */
	take({time}: LogLine): Verdict {
		if (time === null) return 'new';
		const verdict = this.#repeatable ? this.#compare(this.#repeatable, time) : 'new';
		if (verdict !== 'repeated') this.#remember(time);
		return verdict;
	}

	#compare(repeatable: Map<string, number>, time: Instant): Verdict {
		const id = idOf(time);
		const count = repeatable.get(id) ?? 0;
		if (count > 0) repeatable.set(id, count - 1);
		const isUnasked = this.#first !== null && compareInstants(time, this.#first) < 0;
		if (count > 0 || time.at < this.#from - windowMs || isUnasked) {
			this.#overlapped = true;
			return 'repeated';
		}

		if (time.at > this.#from + windowMs) this.#repeatable = null;
		if (this.#overlapped || time.at < this.#from) return 'new';
		this.#overlapped = true;
		return 'gap';
	}

	#remember(time: Instant): void {
		this.#first ??= time;
		if (this.#newest === null || compareInstants(time, this.#newest) > 0) this.#newest = time;
		this.#seen.push(time);
		const oldest = this.#newest.at - windowMs;
		// In large steps: a line costs constant time.
		if (this.#seen.length > 64 && (this.#seen[this.#seen.length >> 1]?.at ?? 0) < oldest) {
			this.#seen = this.#seen.filter(({at}) => at >= oldest);
		}
	}
}
