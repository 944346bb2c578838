/** Numbers that look random and are the same in every run with the same seed. */
export type Random = {
	/** From 0 up to, not including, 1. */
	readonly next: () => number;
	/** Whole number from `from` to `to`, both included. */
	readonly integer: (from: number, to: number) => number;
	readonly chance: (probability: number) => boolean;
	/** One of the choices; throws `RangeError` when there is none. */
	readonly pick: <T>(choices: readonly T[]) => T;
	/** A new array in another order. */
	readonly shuffle: <T>(choices: readonly T[]) => T[];
	/** So many hexadecimal digits. */
	readonly hex: (digits: number) => string;
	readonly uuid: () => string;
};

/** A generator of its own (mulberry32) for each seed, so that a demo can be played again. */
export const createRandom = (seed: number): Random => {
	let state = seed >>> 0;
	const next = (): number => {
		state = (state + 0x6d_2b_79_f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_00_00_00_00;
	};

	const integer = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
	const pick = <T>(choices: readonly T[]): T => {
		const index = integer(0, choices.length - 1);
		for (const choice of choices.slice(index, index + 1)) return choice;
		throw new RangeError('Cannot pick from nothing');
	};

	const hex = (digits: number): string => {
		let text = '';
		while (text.length < digits)
			text += Math.floor(next() * 0x1_00_00_00_00)
				.toString(16)
				.padStart(8, '0');
		return text.slice(0, digits);
	};

	return {
		next,
		integer,
		chance: probability => next() < probability,
		pick,
		shuffle: choices =>
			choices
				.map(choice => ({choice, rank: next()}))
				.sort((one, other) => one.rank - other.rank)
				.map(({choice}) => choice),
		hex,
		uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
	};
};
