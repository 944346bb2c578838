import type {LogLine} from '../../model/log.js';

// Lines of the two streams may come a little out of order.
const windowMs = 1000;

/**
 * An RFC 3339 time in UTC with nine digits after the point: such texts compare as instants. Nodes stamp lines with
 * their own offset (containerd pkg/cri/io/logger.go), and Go omits zeros at the end.
 */
export const instantOf = (stamp: string): string => {
	const [, whole = stamp, fraction = '', zone = 'Z'] =
		/^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?\d*(Z|[+-]\d\d:\d\d)$/.exec(stamp) ?? [];
	const at = zone === 'Z' ? Number.NaN : Date.parse(`${whole}${zone}`);
	const utc = Number.isNaN(at) ? whole : new Date(at).toISOString().slice(0, 19);
	return `${utc}.${fraction.padEnd(9, '0')}`;
};

/** What a line is: `new`, `repeated`, or `gap`: new, and lines before it may be missing. */
type Verdict = 'new' | 'repeated' | 'gap';

/** `at` in epoch milliseconds; `id` is the instant with the text. */
type Seen = {readonly at: number; readonly id: string};

/** What is new among the lines of a log that is followed again from a little before the place where it broke off. */
export class LogResume {
	/** Lines of the last second before the newest, oldest first. */
	#seen: Seen[] = [];
	#newest: number | null = null;
	/** Of the first line: what is older was not asked for. */
	#first: string | null = null;
	/** How often each line may be repeated; null on the first stream, and once all were passed. */
	#repeatable: Map<string, number> | null = null;
	#from = 0;
	#overlapped = false;

	/** Epoch milliseconds of the newest line, or null before the first. */
	get newest(): number | null {
		return this.#newest;
	}

	/** The whole second of the newest line (RFC 3339), or null before the first. */
	get second(): string | null {
		return this.#newest === null ? null : `${new Date(this.#newest).toISOString().slice(0, 19)}Z`;
	}

	/** A new stream begins. */
	begin(): void {
		if (this.#newest === null) return;
		this.#repeatable = new Map();
		for (const {id} of this.#seen) this.#repeatable.set(id, (this.#repeatable.get(id) ?? 0) + 1);
		this.#from = this.#newest;
		this.#overlapped = false;
	}

	/** Takes the next line. One without a stamp is always new; the first after a break of which nothing is repeated is a gap. */
	take({stamp, text}: LogLine): Verdict {
		const at = stamp === null ? Number.NaN : Date.parse(stamp);
		if (stamp === null || Number.isNaN(at)) return 'new';
		const instant = instantOf(stamp);
		const id = `${instant} ${text}`;
		const verdict = this.#repeatable ? this.#compare(this.#repeatable, id, instant, at) : 'new';
		if (verdict !== 'repeated') this.#remember(id, instant, at);
		return verdict;
	}

	#compare(repeatable: Map<string, number>, id: string, instant: string, at: number): Verdict {
		const count = repeatable.get(id) ?? 0;
		if (count > 0) repeatable.set(id, count - 1);
		if (count > 0 || at < this.#from - windowMs || instant < (this.#first ?? '')) {
			this.#overlapped = true;
			return 'repeated';
		}

		if (at > this.#from + windowMs) this.#repeatable = null;
		if (this.#overlapped || at < this.#from) return 'new';
		this.#overlapped = true;
		return 'gap';
	}

	#remember(id: string, instant: string, at: number): void {
		this.#first ??= instant;
		this.#newest = Math.max(this.#newest ?? at, at);
		this.#seen.push({at, id});
		const oldest = this.#newest - windowMs;
		// In large steps: a line costs constant time.
		if (this.#seen.length > 64 && (this.#seen[this.#seen.length >> 1]?.at ?? 0) < oldest) {
			this.#seen = this.#seen.filter(({at: when}) => when >= oldest);
		}
	}
}
