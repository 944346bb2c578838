/**
 * What a login gives: made when it is first needed, once however many ask, and made again after it was discarded. A
 * failure is not kept.
 */
export class Renewable<Value> {
	readonly #make: (signal?: AbortSignal) => Promise<Value>;
	#made: Promise<Value> | null = null;

	constructor(make: (signal?: AbortSignal) => Promise<Value>) {
		this.#make = make;
	}

	/** The same promise until it is discarded. `signal`: of the call that has it made. */
	get(signal?: AbortSignal): Promise<Value> {
		if (this.#made) return this.#made;
		const made = this.#make(signal);
		this.#made = made;
		made.catch(() => this.discard(made));
		return made;
	}

	/** What was made, or is being made; null where nothing is: then nothing is made. */
	get current(): Promise<Value> | null {
		return this.#made;
	}

	/** The next call makes another. False where that was done before: of several that were refused the first does it. */
	discard(made: Promise<Value>): boolean {
		if (this.#made !== made) return false;
		this.#made = null;
		return true;
	}
}

/** How one attempt went: `refused` where what was shown was refused, with what the attempt amounts to if it was the last. */
export type Attempt<Result> = {readonly result: Result} | {readonly refused: () => Promise<Result> | Result};

/** What makes attempts; `canRenew`: whether another can be had without a person. */
type RenewalOptions<Value> = {
	readonly canRenew: (value: Value) => boolean;
	/** It was refused. Called before the next attempt; `isLast`: there will be none. */
	readonly onRefused?: (made: Promise<Value>, isLast: boolean) => void;
};

/** Makes an attempt, and one more with a new one where the first was refused and another can be had. */
export const attemptTwice = async <Value, Result>(
	renewable: Renewable<Value>,
	work: (value: Value) => Promise<Attempt<Result>>,
	{canRenew, onRefused}: RenewalOptions<Value>,
): Promise<Result> => {
	for (let tries = 1; ; tries++) {
		const made = renewable.get();
		const value = await made;
		const attempt = await work(value);
		if ('result' in attempt) return attempt.result;
		const isLast = tries > 1 || !canRenew(value);
		onRefused?.(made, isLast);
		renewable.discard(made);
		if (isLast) return attempt.refused();
	}
};
