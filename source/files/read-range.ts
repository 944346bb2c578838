import {closeSync, createReadStream, fstatSync, openSync, readSync} from 'node:fs';
import type {Readable} from 'node:stream';

/** A file that is read in parts. */
export type RangedFile = {
	/** Bytes. */
	readonly size: number;
	/** At most so many bytes from an offset on: fewer at its end. */
	readonly read: (offset: number, length: number) => Buffer;
	/** The bytes from an offset up to another, or to the end. Destroy it when the rest is not wanted. */
	readonly stream: (from: number, to?: number) => Readable;
	readonly close: () => void;
};

/** Opens a file to read parts of it. Throws what the system says, and an error for what is not a regular file. */
export const openRanged = (path: string): RangedFile => {
	const file = openSync(path, 'r');
	const stats = fstatSync(file);
	if (!stats.isFile()) {
		closeSync(file);
		throw new Error(stats.isDirectory() ? 'it is a folder' : 'it is not a regular file');
	}

	return {
		size: stats.size,
		read(offset, length) {
			const bytes = Buffer.alloc(length);
			return bytes.subarray(0, readSync(file, bytes, 0, length, offset));
		},
		// Opened again: a stream closes what it reads when it is destroyed.
		stream: (from, to) => createReadStream(path, {start: from, ...(to !== undefined && {end: to - 1})}),
		close: () => closeSync(file),
	};
};
