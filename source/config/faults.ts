import {UsageError} from '../model/errors.js';

/** All that is wrong with the configuration, a line each, for a check that reports them at once. */
export class ConfigError extends UsageError {
	readonly faults: readonly string[];
	/** What else there is to say about it, a line each. */
	readonly warnings: readonly string[];

	constructor(faults: readonly string[], warnings: readonly string[] = []) {
		super(faults[0] ?? 'the configuration is wrong');
		this.faults = faults;
		this.warnings = warnings;
	}
}

const lineOf = (fault: string): number => Number(/:(\d+)(?::|$)/.exec(fault)?.[1] ?? 0);

const byLine = (left: string, right: string): number => lineOf(left) - lineOf(right);

/** Collects faults, so that one run can report all of them. */
export class Faults {
	readonly #faults: string[] = [];
	readonly #doubts: string[] = [];

	/** Takes a line with the place and what was expected there. */
	add(line: string): void {
		this.#faults.push(line);
	}

	/** Reports what cannot be meant but has worked so far: a fault for `config check`, a warning otherwise. */
	doubt(line: string): void {
		this.#doubts.push(line);
	}

	/** What `read` returns; null where it throws a `UsageError`, which is kept. */
	attempt<Result>(read: () => Result): Result | null {
		try {
			return read();
		} catch (error) {
			if (!(error instanceof UsageError)) throw error;
			this.#faults.push(...(error instanceof ConfigError ? error.faults : [error.message]));
			return null;
		}
	}

	/**
	 * Returns the warnings with the doubts among them. Throws `UsageError` with the first fault; a check gets all of
	 * them, each once, with the doubts and the warnings.
	 */
	settle(isCheck: boolean, warnings: readonly string[]): readonly string[] {
		const faults = (isCheck ? [...this.#faults, ...this.#doubts] : this.#faults).toSorted(byLine);
		const [first] = faults;
		if (first === undefined) return [...warnings, ...this.#doubts];
		throw isCheck ? new ConfigError([...new Set(faults)], warnings) : new UsageError(first);
	}
}
