/** The longest log line that is reported whole, in bytes: a longer one comes in pieces, so that nothing is lost. */
export const longestLine = 64 * 1024;

const isContinuation = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xc0) === 0x80;

/** A line in pieces of at most `longestLine` bytes; no UTF-8 character is cut in two. */
export function* linePieces(line: Buffer): Generator<Buffer> {
	let from = 0;
	while (line.length - from > longestLine) {
		let to = from + longestLine;
		for (let back = 0; back < 3 && isContinuation(line[to]); back++) to--;
		yield line.subarray(from, to);
		from = to;
	}

	yield line.subarray(from);
}
