import process from 'node:process';

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
type Random = () => number;

/** Begins with a seed; the same seed gives the same numbers. */
export const randomOf = (seed: number): Random => {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d_2b_79_f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
};

/** `FUZZ_SEED`, else another one each day; it is part of each test's name, so that a failure can be repeated. */
export const seed = Number(process.env.FUZZ_SEED ?? Math.floor(Date.now() / 86_400_000));

/** `FUZZ_COUNT`: mutations for each test. */
export const count = Number(process.env.FUZZ_COUNT ?? 200);

/** Characters of a long text: enough for quadratic cost to take many seconds, a megabyte with `npm run fuzz`. */
export const longLength = process.env.FUZZ_COUNT === undefined ? 200_000 : 1_000_000;

const below = (random: Random, max: number): number => Math.floor(random() * max);

/** One of a list that is not empty. */
export const pick = <Item>(random: Random, items: readonly Item[]): Item => {
	const item = items[below(random, items.length)];
	if (item === undefined) throw new Error('nothing to pick from');
	return item;
};

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

// What a value of JSON may turn into.
const values: readonly string[] = [
	'null',
	'true',
	'-1',
	'1e999',
	'NaN',
	'12345678901234567890',
	'""',
	'"\\ud800"',
	'"\\u0000\\u001b[2J"',
	'{}',
	'[]',
	'{"toString":1}',
	'{"__proto__":{"id":"x"}}',
	'"constructor"',
	nested(3400),
	`{"a":${'{"a":'.repeat(3400)}1${'}'.repeat(3400)}}`,
	JSON.stringify('x'.repeat(100_000)),
	JSON.stringify('ü🚀'.repeat(20_000)),
	JSON.stringify('\\"'.repeat(10_000)),
];

const value = /(?<=:)\s*(?:"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null|\{\}|\[\])/g;

const withOtherValue = (text: string, random: Random): string => {
	const places = [...text.matchAll(value)];
	if (places.length === 0) return text;
	const {0: found, index} = pick(random, places);
	return text.slice(0, index) + pick(random, values) + text.slice(index + found.length);
};

const withOtherCharacter = (text: string, random: Random): string => {
	const at = below(random, text.length);
	return text.slice(0, at) + String.fromCharCode(below(random, 0x180)) + text.slice(at + 1);
};

const cutOff = (text: string, random: Random): string => text.slice(0, below(random, text.length));

const without = (text: string, random: Random): string => {
	const from = below(random, text.length);
	return text.slice(0, from) + text.slice(from + 1 + below(random, 40));
};

const twice = (text: string, random: Random): string => {
	const from = below(random, text.length);
	const to = from + 1 + below(random, 200);
	return text.slice(0, to) + text.slice(from);
};

const mutations = [
	withOtherValue,
	withOtherValue,
	withOtherValue,
	withOtherCharacter,
	cutOff,
	without,
	twice,
];

/** A text with one to three things changed in it, or, rarely, as it is. */
export const mutated = (text: string, random: Random): string => {
	let changed = text;
	for (let left = below(random, 4); left > 0; left--) changed = pick(random, mutations)(changed, random);
	return changed;
};
