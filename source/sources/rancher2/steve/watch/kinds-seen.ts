import type {Kind} from '../../../../model/kind.js';

/**
 * The kinds that a server has shown so far. One that disappears counts as gone only if the server says so while
 * clearly up, or after it was missing for a while: a starting server shows its kinds one by one.
 */
export class KindsSeen {
	readonly #absentMs: number;
	readonly #seen = new Map<string, Kind>();
	readonly #missingSince = new Map<string, number>();

	/** @param absentMs for so long a kind must be missing */
	constructor(absentMs: number) {
		this.#absentMs = absentMs;
	}

	has(kind: string): boolean {
		return this.#seen.has(kind);
	}

	/** Those that are shown now, and those that may come back. */
	join(shown: readonly Kind[]): readonly Kind[] {
		for (const kind of shown) {
			this.#seen.set(kind.name, kind);
			this.#missingSince.delete(kind.name);
		}

		const names = new Set(shown.map(({name}) => name));
		return [...shown, ...[...this.#seen.values()].filter(({name}) => !names.has(name))];
	}

	/** Notes that a kind is missing at this time, monotonic milliseconds; true once it counts as gone. */
	miss(kind: string, now: number): boolean {
		if (!this.#seen.has(kind)) return true;
		const since = this.#missingSince.get(kind) ?? now;
		this.#missingSince.set(kind, since);
		if (now - since < this.#absentMs) return false;
		this.forget(kind);
		return true;
	}

	forget(kind: string): void {
		this.#seen.delete(kind);
		this.#missingSince.delete(kind);
	}
}
