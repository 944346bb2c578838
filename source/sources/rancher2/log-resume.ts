import type {LogLine} from '../../model/log.ts';

/** A time stamp whose fraction always has nine digits: those compare as texts (Go leaves zeros at the end away). */
export const comparable = (stamp: string): string => {
	const [, whole = stamp, fraction = ''] = /^([^.Z+]+)(?:\.(\d+))?/.exec(stamp) ?? [];
	return `${whole}.${fraction.padEnd(9, '0')}`;
};

/** What is new among the lines of a log that is followed anew from the second in which it broke off. */
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
