import {isAscii} from 'node:buffer';
import {StringDecoder} from 'node:string_decoder';
import {promisify} from 'node:util';
import {constants, createGunzip, gunzip, type ZlibOptions} from 'node:zlib';
import type {Dispatcher} from 'undici';
import {ProtocolError} from '../model/errors.js';
import {unreachable} from './errors.js';

type Body = Dispatcher.ResponseData['body'];

/** The longest body that is read, packed or not: more than the longest list of a real server. */
const maxBodyBytes = 128 * 1024 * 1024;
/** So much of an answer that is an error is read. */
export const maxErrorBytes = 64 * 1024;

// Not at once: zlib is loaded with the first packed answer.
const unzip = (bytes: Buffer, options: ZlibOptions): Promise<Buffer> =>
	promisify<Buffer, ZlibOptions, Buffer>(gunzip)(bytes, options);
// A listing is about twenty times as long as packed; in zlib's usual chunks of 16 kB it takes longer to hand them on.
const chunkSizeFor = ({length}: Buffer): number => Math.min(1024 * 1024, Math.max(16 * 1024, length * 20));

/** One answer whose body is to be read whole. */
type BodyRequest = {
	readonly response: Pick<Dispatcher.ResponseData, 'statusCode' | 'headers' | 'body'>;
	readonly attempted: string;
	/** For errors: a URL without secrets. */
	readonly target: string;
	/** `maxBodyBytes` if omitted. */
	readonly max: number | undefined;
	/** A good answer that is JSON is not unpacked before its parts are read. */
	readonly inParts: boolean;
};

/** A body; where it was asked for in parts, and is good and JSON, the text is empty. */
type ReadBody = {
	readonly text: string;
	/** All of it bit by bit, at most 64 kB each. Throws `ProtocolError` or `UnreachableError` for what cannot be unpacked. */
	readonly parts: () => AsyncIterable<string>;
};

/** Short, as one letter that is not ASCII makes a part take several times as long, and twice the memory. */
const partLength = 64 * 1024;
/** Not less: to hand on a chunk takes zlib as long as to unpack one. */
const zlibChunk = 256 * 1024;

/** Where the parts of something so long begin and end. */
function* cuts(length: number): Generator<readonly [number, number]> {
	for (let from = 0; from < length; from += partLength) yield [from, from + partLength];
}

function* cutUp(bytes: Buffer): Generator<Buffer> {
	for (const [from, to] of cuts(bytes.length)) yield bytes.subarray(from, to);
}

/** A body whose bytes are here, as text, unpacked no faster than it is read. */
async function* unpacked(
	bytes: Buffer,
	isZipped: boolean,
	{attempted, target, max = maxBodyBytes}: BodyRequest,
	tooLong: () => Error,
): AsyncGenerator<string> {
	const decoder = new StringDecoder();
	let length = 0;
	let last = 0;
	try {
		for await (const chunk of isZipped ? createGunzip({chunkSize: zlibChunk}).end(bytes) : [bytes]) {
			length += chunk.length;
			if (length > max) throw tooLong();
			for (const part of cutUp(chunk)) {
				// A letter may begin in the part before.
				const isPlain = last < 0x80 && isAscii(part);
				last = part.at(-1) ?? 0;
				yield isPlain ? part.toString('latin1') : decoder.write(part);
			}
		}
	} catch (error) {
		throw error instanceof ProtocolError ? error : unreachable(attempted, target, error, true);
	}

	yield decoder.end();
}

const whole = (text: string): ReadBody => ({
	text,
	async *parts() {
		for (const [from, to] of cuts(text.length)) yield text.slice(from, to);
	},
});

const isJson = (type: unknown): boolean => typeof type === 'string' && /\bjson\b/.test(type);

/** The beginning of a body, at most `max` bytes and the rest of a chunk; what follows is thrown away. */
const readBytes = async (body: Body, max: number): Promise<Buffer> => {
	const chunks: Buffer[] = [];
	let length = 0;
	for await (const chunk of body) {
		const bytes = Buffer.from(chunk);
		chunks.push(bytes);
		length += bytes.length;
		if (length > max) break;
	}

	return Buffer.concat(chunks);
};

/** The first 64 kB of a body as text. */
export const readStart = async (body: Body): Promise<string> =>
	(await readBytes(body, maxErrorBytes)).subarray(0, maxErrorBytes).toString();

// A packed body that was cut off still has a beginning; one that cannot be unpacked says nothing.
const unzipStart = (bytes: Buffer): Promise<Buffer> =>
	unzip(bytes, {finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: maxBodyBytes}).catch(() => Buffer.of());

const isTooLong = (error: unknown): boolean =>
	error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';

/** Reads a body: all of a good answer, the beginning of an error. Throws `ProtocolError` for one without end. */
export const readBody = async (request: BodyRequest): Promise<ReadBody> => {
	const {attempted, target, max = maxBodyBytes} = request;
	const {statusCode, headers, body} = request.response;
	const tooLong = () =>
		new ProtocolError({
			attempted,
			target,
			answer: `HTTP ${statusCode} with a body of more than ${Math.round(max / 1024 / 1024)} MB`,
			advice: 'check the URL, and any proxy in front of the server',
		});
	const isError = statusCode >= 400;
	const bytes = await readBytes(body, isError ? maxErrorBytes : max);
	const isZipped = headers['content-encoding'] === 'gzip' && bytes.length > 0;
	if (isError) {
		const start = isZipped ? await unzipStart(bytes) : bytes;
		return whole(start.subarray(0, maxErrorBytes).toString());
	}

	if (bytes.length > max) throw tooLong();
	if (request.inParts && isJson(headers['content-type']))
		return {text: '', parts: () => unpacked(bytes, isZipped, request, tooLong)};
	try {
		const all = isZipped ? await unzip(bytes, {chunkSize: chunkSizeFor(bytes), maxOutputLength: max}) : bytes;
		return whole(all.toString());
	} catch (error) {
		throw isTooLong(error) ? tooLong() : error;
	}
};
