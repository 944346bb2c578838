import type {LogBytes} from '../../streams/log-lines.js';

const pieceBytes = 16 * 1024;
const stampAt = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z(?= )/;
const pieceAt = /(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z) /g;
const headerBytes = 8;

/** The stream in Docker's header (stream, three zeros, length) that ends here; null where none does, as with a terminal. */
const headerBefore = (bytes: Buffer, end: number): 'stdout' | 'stderr' | null => {
	const at = end - headerBytes;
	if (at < 0 || bytes.readUIntBE(at + 1, 3) !== 0) return null;
	return bytes[at] === 1 ? 'stdout' : bytes[at] === 2 ? 'stderr' : null;
};

/**
 * Docker keeps a line in pieces of 16 KiB, each with a header and the line's stamp. The agent removes only the first of
 * them, and takes a line whose end has no newline for the same as the next (stream-logs.txt, stream-logs-not-utf8.txt,
 * stream-logs-tty.txt). Gives the lines as they were written, in linear time.
 */
export const wholeLines = ({stream, bytes}: LogBytes): readonly LogBytes[] => {
	const text = bytes.length > pieceBytes ? bytes.toString('latin1') : '';
	const own = stampAt.exec(text)?.[0];
	if (own === undefined) return [{stream, bytes}];
	const lines: LogBytes[] = [];
	let parts: Buffer[] = [];
	let at = stream;
	let from = 0;
	let stamp = own;
	pieceAt.lastIndex = own.length;
	for (let match = pieceAt.exec(text); match; match = pieceAt.exec(text)) {
		const [whole, found = ''] = match;
		const header = headerBefore(bytes, match.index);
		const isPiece = found === stamp && match.index - from >= pieceBytes;
		if (!isPiece && header === null) continue;
		parts.push(bytes.subarray(from, match.index - (header === null ? 0 : headerBytes)));
		from = match.index + whole.length;
		if (isPiece) continue;
		// The end of a line without its newline, and the next one.
		lines.push({stream: at, bytes: Buffer.concat(parts)});
		parts = [];
		from = match.index;
		at = header ?? at;
		stamp = found;
	}

	parts.push(bytes.subarray(from));
	lines.push({stream: at, bytes: Buffer.concat(parts)});
	return lines;
};
