/** The edit distance of two words: letters replaced, added, removed, or neighbours exchanged. */
export const distance = (left: string, right: string): number => {
	let before: readonly number[] = [];
	let above = Array.from({length: right.length + 1}, (_, index) => index);
	for (let row = 1; row <= left.length; row++) {
		const current = [row];
		for (let column = 1; column <= right.length; column++) {
			const replaced = (above[column - 1] ?? 0) + (left[row - 1] === right[column - 1] ? 0 : 1);
			const isExchanged = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
			const exchanged = isExchanged ? (before[column - 2] ?? 0) + 1 : replaced;
			current.push(Math.min(replaced, exchanged, (above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
		}

		before = above;
		above = current;
	}

	return above[right.length] ?? 0;
};

// Two other letters make another word of a short one: `pods` is not `jobs`.
const maxSteps = (length: number): number =>
	length < 5 ? Math.min(1, length - 1) : Math.max(2, Math.floor(length / 3));

/** The known word that was probably meant, or null where none is near. */
export const nearest = (typed: string, known: readonly string[]): string | null => {
	let best: string | null = null;
	let min = maxSteps(typed.length) + 1;
	for (const word of known) {
		// Each letter more is a step at least: a text that was pasted is compared with nothing.
		if (Math.abs(typed.length - word.length) >= min) continue;
		const steps = distance(typed.toLowerCase(), word.toLowerCase());
		if (steps < min) {
			min = steps;
			best = word;
		}
	}

	return best;
};

/** ` (did you mean '…'?)`, or '' where no known word is near. */
export const suggestion = (typed: string, known: readonly string[]): string => {
	const word = nearest(typed, known);
	return word === null ? '' : ` (did you mean '${word}'?)`;
};
