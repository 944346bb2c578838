import type {Readable} from 'node:stream';
import {StringDecoder} from 'node:string_decoder';
import {createGunzip} from 'node:zlib';
import {messageOf, UsageError} from '../model/errors.js';

/** A longer line is not one of rwatch: the list of all keys of 500,000 rows has less. */
const maxLine = 64 * 1024 * 1024;

const tooLong = () => new UsageError(`a line has more than ${maxLine / 1024 / 1024} MB`);

async function* linesOf(bytes: AsyncIterable<Buffer>): AsyncGenerator<string> {
	const decoder = new StringDecoder('utf8');
	let rest: string[] = [];
	let length = 0;
	for await (const chunk of bytes) {
		const parts = decoder.write(chunk).split('\n');
		const last = parts.pop() ?? '';
		for (const [index, part] of parts.entries()) {
			const line = index === 0 ? rest.join('') + part : part;
			if (index === 0) {
				rest = [];
				length = 0;
			}

			yield line.endsWith('\r') ? line.slice(0, -1) : line;
		}

		rest.push(last);
		length += last.length;
		if (length > maxLine) throw tooLong();
	}

	const end = rest.join('') + decoder.end();
	if (end !== '') yield end;
}

/** The unpacked bytes of one or more members of gzip. Ends, and closes the source, when nobody reads on. */
async function* unpacked(source: Readable): AsyncGenerator<Buffer> {
	const gunzip = createGunzip();
	source.on('error', error => gunzip.destroy(error));
	source.pipe(gunzip);
	try {
		for await (const chunk of gunzip) yield chunk;
	} catch (error) {
		const isCut = error instanceof Error && 'code' in error && error.code === 'Z_BUF_ERROR';
		throw new UsageError(isCut ? 'it is cut off within a minute' : `it is damaged: ${messageOf(error)}`);
	} finally {
		source.destroy();
		gunzip.destroy();
	}
}

/**
 * The lines of a text or of members of gzip, in bounded memory however far they unpack.
 *
 * @throws UsageError where a line is too long, or the members are damaged or cut off: then all whole lines before came
 */
export const readLines = (source: Readable, isPacked: boolean): AsyncGenerator<string> =>
	linesOf(isPacked ? unpacked(source) : source);
