/** The edit distance of two words: letters replaced, added or removed. */
export const distance = (left: string, right: string): number => {
	let above = Array.from({length: right.length + 1}, (_, index) => index);
	for (let row = 1; row <= left.length; row++) {
		const current = [row];
		for (let column = 1; column <= right.length; column++) {
			const replaced = (above[column - 1] ?? 0) + (left[row - 1] === right[column - 1] ? 0 : 1);
			current.push(Math.min(replaced, (above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
		}

		above = current;
	}

	return above[right.length] ?? 0;
};

/** The known word that was probably meant, or null where none is near. */
export const nearest = (typed: string, known: readonly string[]): string | null => {
	let best: string | null = null;
	let min = Math.max(2, Math.floor(typed.length / 3)) + 1;
	for (const word of known) {
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
