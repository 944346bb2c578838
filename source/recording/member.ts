import {constants, crc32, deflateRaw, deflateRawSync} from 'node:zlib';

/** What a member says of itself before its content, so that a file can be searched without unpacking it. */
export type MemberHead = {
	/** Of the whole member, bytes. */
	readonly length: number;
	/** The times of its first and last line, epoch milliseconds. */
	readonly from: number;
	readonly to: number;
};

// RFC 1952: magic, deflate, extra field; no time; unknown system. Then the length of the extra field.
const fixed = [0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 255];
const subfield = 'RW';
const payloadBytes = 4 + 8 + 8;
const extraBytes = 4 + payloadBytes;

/** Bytes of the head of a member that rwatch wrote. */
export const headBytes = fixed.length + 2 + extraBytes;

const trailerBytes = 8;

/** Nothing but the mark of the end: what was compressed before it ends at a byte. */
const endOfBlocks = Buffer.from([3, 0]);

const headOf = ({length, from, to}: MemberHead): Buffer => {
	const head = Buffer.alloc(headBytes);
	head.set(fixed);
	head.writeUInt16LE(extraBytes, 10);
	head.write(subfield, 12, 'latin1');
	head.writeUInt16LE(payloadBytes, 14);
	head.writeUInt32LE(length, 16);
	head.writeDoubleLE(from, 20);
	head.writeDoubleLE(to, 28);
	return head;
};

/** Whether these bytes begin a member of gzip, whoever wrote it. */
export const isGzip = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** What a member of rwatch says of itself, of at least `headBytes` bytes; null for what others wrote. */
export const readHead = (bytes: Buffer): MemberHead | null => {
	if (bytes.length < headBytes || !fixed.every((byte, index) => bytes[index] === byte)) return null;
	if (bytes.readUInt16LE(10) !== extraBytes || bytes.toString('latin1', 12, 14) !== subfield) return null;
	const [length, from, to] = [bytes.readUInt32LE(16), bytes.readDoubleLE(20), bytes.readDoubleLE(28)];
	const isSound = length > headBytes && Number.isFinite(from) && Number.isFinite(to) && from <= to;
	return isSound ? {length, from, to} : null;
};

// Level 1 takes a third of the time of the usual one. The flush ends every piece at a byte, so that they can be joined.
// Not at once: zlib is loaded with the first piece.
const options = () => ({level: 1, finishFlush: constants.Z_SYNC_FLUSH});

const pieceBytes = 256 * 1024;
const firstBytes = 16 * 1024;
const lineEnd = 0x0a;

/** So many pieces may wait for the thread pool: a flood is compressed at once instead, so that it cannot pile up. */
const maxWaiting = 4;

/** A piece of the text: as it is until it is compressed. */
type Piece = {packed: Buffer | null; text: Buffer | null};

/**
 * A member of gzip that grows, compressed piece by piece beside the event loop. What is not compressed yet is bounded.
 */
export class GrowingMember {
	readonly #pieces: Piece[] = [];
	/** What is not in a piece yet. Written at once: thousands of texts that live a while are work for the garbage collector. */
	#text = Buffer.allocUnsafe(firstBytes);
	#length = 0;
	#crc = 0;
	#size = 0;
	#packedBytes = 0;
	#waiting: Promise<void>[] = [];

	/** Bytes that it takes at the moment. */
	get bytes(): number {
		return this.#packedBytes + this.#length;
	}

	/** Nothing of it waits to be compressed. */
	get isPacked(): boolean {
		return this.#length === 0 && this.#waiting.length === 0;
	}

	/** Adds a line, without its end. */
	add(line: string): void {
		// No character takes more bytes in UTF-8.
		const needed = this.#length + line.length * 3 + 1;
		if (needed > this.#text.length) this.#grow(needed);
		this.#length += this.#text.write(line, this.#length);
		this.#text[this.#length] = lineEnd;
		this.#length += 1;
		if (this.#length >= pieceBytes) this.#compress(this.#waiting.length >= maxWaiting);
	}

	/** All of it so far as a member of its own; it can go on growing. */
	async whole(from: number, to: number): Promise<Buffer> {
		this.#compress(false);
		const count = this.#pieces.length;
		const [crc, size] = [this.#crc, this.#size];
		await Promise.all(this.#waiting);
		return this.#join(count, {crc, size}, from, to);
	}

	/** The same at once, for the end of the program. */
	wholeNow(from: number, to: number): Buffer {
		this.#compress(true);
		for (const piece of this.#pieces) {
			piece.packed ??= deflateRawSync(piece.text ?? '', options());
			piece.text = null;
		}

		return this.#join(this.#pieces.length, {crc: this.#crc, size: this.#size}, from, to);
	}

	#join(count: number, {crc, size}: {crc: number; size: number}, from: number, to: number): Buffer {
		const packed = this.#pieces.slice(0, count).flatMap(piece => piece.packed ?? []);
		const content = packed.reduce((sum, {length}) => sum + length, 0) + endOfBlocks.length;
		const trailer = Buffer.alloc(trailerBytes);
		trailer.writeUInt32LE(crc, 0);
		trailer.writeUInt32LE(size % 2 ** 32, 4);
		const head = headOf({length: headBytes + content + trailerBytes, from, to});
		return Buffer.concat([head, ...packed, endOfBlocks, trailer]);
	}

	#compress(isNow: boolean): void {
		if (this.#length === 0) return;
		const text = this.#text.subarray(0, this.#length);
		if (!isNow) this.#text = Buffer.allocUnsafe(Math.min(this.#text.length, pieceBytes + firstBytes));
		this.#length = 0;
		this.#crc = crc32(text, this.#crc);
		this.#size += text.length;
		const piece: Piece = {packed: null, text};
		this.#pieces.push(piece);
		this.#packedBytes += text.length;
		if (isNow) this.#take(piece, deflateRawSync(text, options()));
		else this.#compressLater(piece, text);
	}

	#grow(needed: number): void {
		const larger = Buffer.allocUnsafe(Math.max(needed, Math.min(2 * this.#text.length, pieceBytes)));
		this.#text.copy(larger, 0, 0, this.#length);
		this.#text = larger;
	}

	#compressLater(piece: Piece, text: Buffer): void {
		const work = new Promise<void>((resolve, reject) =>
			deflateRaw(text, options(), (error, packed) => {
				if (error) return reject(error);
				if (piece.packed === null) this.#take(piece, packed);
				resolve();
			}),
		);
		this.#waiting.push(work);
		const forget = () => {
			this.#waiting = this.#waiting.filter(one => one !== work);
		};
		work.then(forget, forget);
	}

	#take(piece: Piece, packed: Buffer): void {
		this.#packedBytes += packed.length - (piece.text?.length ?? 0);
		piece.packed = packed;
		piece.text = null;
	}
}
