import type {LogLine} from '../../../model/log.js';

/**
 * An RFC 3339 time in UTC with nine digits after the point: such texts compare as instants. Nodes stamp lines with
 * their own offset (containerd pkg/cri/io/logger.go), and Go omits zeros at the end.
 */
export const comparable = (stamp: string): string => {
	const [, whole = stamp, fraction = '', zone = 'Z'] =
		/^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?\d*(Z|[+-]\d\d:\d\d)$/.exec(stamp) ?? [];
	const at = zone === 'Z' ? Number.NaN : Date.parse(`${whole}${zone}`);
	const utc = Number.isNaN(at) ? whole : new Date(at).toISOString().slice(0, 19);
	return `${utc}.${fraction.padEnd(9, '0')}`;
};

/** What is new among the lines of a log that is followed again from the second in which it broke off. */
export class LogResume {
	#newest = '';
	/** Lines with the newest stamp, and how often each was told. */
	#told = new Map<string, number>();
	#skip = new Map<string, number>();
	#from = '';

	/** From when to ask for lines: the whole second of the newest one (RFC 3339), or null before the first. */
	get since(): string | null {
		return this.#newest === '' ? null : `${this.#newest.split('.', 1)[0]}Z`;
	}

	/** A new stream begins. */
	begin(): void {
		this.#from = this.#newest;
		this.#skip = new Map(this.#told);
	}

	/** Whether a line is new; takes note of it if so. One without a stamp always is. */
	isNew({stamp, text}: LogLine): boolean {
		if (stamp === null) return true;
		const at = comparable(stamp);
		if (at < this.#from) return false;
		if (at === this.#from) {
			const left = this.#skip.get(text) ?? 0;
			if (left > 0) {
				this.#skip.set(text, left - 1);
				return false;
			}
		}

		if (at > this.#newest) {
			this.#newest = at;
			this.#told.clear();
		}

		if (at === this.#newest) this.#told.set(text, (this.#told.get(text) ?? 0) + 1);
		return true;
	}
}
