import {promisify} from 'node:util';
import {constants, gunzip, type ZlibOptions} from 'node:zlib';
import type {Dispatcher} from 'undici';
import {ProtocolError} from '../model/errors.js';

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
};

/** The beginning of a body, at most `most` bytes and the rest of a chunk; what follows is thrown away. */
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

/** A body as text: all of a good answer, the beginning of an error. Throws `ProtocolError` for one without end. */
export const readBody = async (request: BodyRequest): Promise<string> => {
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
	if (isError) return (isZipped ? await unzipStart(bytes) : bytes).subarray(0, maxErrorBytes).toString();
	if (bytes.length > max) throw tooLong();
	try {
		return (
			isZipped ? await unzip(bytes, {chunkSize: chunkSizeFor(bytes), maxOutputLength: max}) : bytes
		).toString();
	} catch (error) {
		throw isTooLong(error) ? tooLong() : error;
	}
};
