/** A part of the screen whose lines moved: rows `top` to `bottom` (inclusive) by `by` up, or down if negative. */
type Scroll = {readonly top: number; readonly bottom: number; readonly by: number};

// Fewer lines are cheaper to rewrite.
const fewest = 3;

const countOther = (before: readonly string[], after: readonly string[]): number => {
	let count = 0;
	for (const [row, line] of after.entries()) if (line !== before[row]) count++;
	return count;
};

const countVotes = (before: readonly string[], after: readonly string[]): Map<number, number> => {
	const places = new Map<string, number>();
	for (const [row, line] of before.entries()) if (line !== '') places.set(line, row);
	const votes = new Map<number, number>();
	for (const [row, line] of after.entries()) {
		const place = places.get(line);
		if (place === undefined || before[row] === line) continue;
		votes.set(place - row, (votes.get(place - row) ?? 0) + 1);
	}

	return votes;
};

/**
 * Detects that most changed lines only moved, as when a log grows or a row is inserted, so that the terminal can scroll
 * them. Null if rewriting them is as cheap.
 */
export const findScroll = (before: readonly string[], after: readonly string[]): Scroll | null => {
	if (countOther(before, after) < fewest) return null;
	let by = 0;
	let max = fewest - 1;
	for (const [shift, count] of countVotes(before, after)) {
		if (count > max) {
			by = shift;
			max = count;
		}
	}

	if (by === 0) return null;
	const moved = (row: number): boolean =>
		after[row] !== '' && after[row] === before[row + by] && after[row] !== before[row];
	let first = after.findIndex((_line, row) => moved(row));
	let last = after.length - 1;
	while (last > first && !moved(last)) last--;
	// Lines in between that stay would have to be written twice.
	let staying = 0;
	for (let row = first; row <= last; row++) if (after[row] === before[row] && after[row] !== '') staying++;
	if (max - staying < fewest) return null;
	if (by > 0) last += by;
	else first += by;
	return {top: first, bottom: last, by};
};

/** The sequence that makes the terminal scroll; without SU and SD, which some terminals lack. */
export const scrollSequence = ({top, bottom, by}: Scroll): string => {
	const count = Math.abs(by) === 1 ? '' : String(Math.abs(by));
	return `\u001b[${top + 1};${bottom + 1}r\u001b[${top + 1}H\u001b[${count}${by > 0 ? 'M' : 'L'}\u001b[r`;
};
