import {StringDecoder} from 'node:string_decoder';
import {createParser} from 'eventsource-parser';
import {explainFailure} from './errors.js';

/** How a text/event-stream ended: at its proper end, or broken off. */
export type EventStreamEnd = {readonly clean: boolean; readonly detail: string};

/** What is told while an event stream is read. */
export type EventStreamListener = {
	/** The data of each event, lines joined by `\n`; events without data are left out. Must not throw. */
	readonly onData: (data: string) => void;
	/** Some bytes came, whatever they were. */
	readonly onBytes?: () => void;
	/** Something was left out: an event over the limit. */
	readonly onDropped: (message: string) => void;
	/** Longest event in characters; 32 million if omitted. */
	readonly mostCharacters?: number;
};

const blankLine = /\n\r?\n|\r\r/;
// Salt names its tag in a field that the format does not know: for each of them the parser would make an error.
const tagField = 'tag: ';

/** The end of a text where it may be the beginning of a tag; '' where it cannot. */
const tornTag = (text: string, atLineStart: boolean): string => {
	const tail = text.slice(-tagField.length);
	const lineStart = tail.lastIndexOf('\n') + 1;
	const line = tail.slice(lineStart);
	const isLine = lineStart > 0 || (atLineStart && tail.length === text.length);
	return isLine && tagField.startsWith(line) ? line : '';
};

/** Takes text; one event over the limit is dropped up to the blank line that ends it. */
const createFeed = ({onData, onDropped, mostCharacters = 32_000_000}: EventStreamListener) => {
	let overflowed = false;
	// The last characters of what is being skipped, as a blank line can be torn; null: nothing is skipped.
	let skipped: string | null = null;
	let atLineStart = true;
	let inTag = false;
	// What may be the beginning of a tag.
	let torn = '';
	const parser = createParser({
		onEvent: ({data}) => onData(data),
		onError(error) {
			// Unknown fields are fine.
			if (error.type === 'max-buffer-size-exceeded') overflowed = true;
		},
		maxBufferSize: mostCharacters,
	});

	/** What follows the event over the limit. */
	const skip = (text: string, before: string): string => {
		const sought = before + text;
		const end = blankLine.exec(sought);
		skipped = end ? null : sought.slice(-3);
		atLineStart = true;
		return end ? sought.slice(end.index + end[0].length) : '';
	};

	/** What follows the line with the tag. */
	const leaveTag = (text: string): string => {
		const end = text.indexOf('\n');
		inTag = end === -1;
		atLineStart = !inTag;
		return inTag ? '' : text.slice(end + 1);
	};

	const parse = (piece: string): void => {
		atLineStart = piece.endsWith('\n');
		parser.feed(piece);
		if (!overflowed) return;
		overflowed = false;
		parser.reset();
		skipped = piece.slice(-3);
		onDropped(`An event of more than ${mostCharacters} characters was dropped`);
	};

	return (text: string) => {
		let rest = torn + text;
		torn = '';
		while (rest !== '') {
			if (skipped !== null) rest = skip(rest, skipped);
			else if (inTag || (atLineStart && rest.startsWith(tagField))) rest = leaveTag(rest);
			else {
				const next = rest.indexOf(`\n${tagField}`);
				if (next === -1) torn = tornTag(rest, atLineStart);
				const piece = rest.slice(0, next === -1 ? rest.length - torn.length : next + 1);
				rest = next === -1 ? '' : rest.slice(piece.length);
				if (piece !== '') parse(piece);
			}
		}
	};
};

/** Bytes as text, whatever they tear apart. Makes strings of a byte for each character where it can, unlike `TextDecoder`. */
const createDecoder = () => {
	const decoder = new StringDecoder('utf8');
	let began = false;
	return (bytes: Uint8Array): string => {
		const text = decoder.write(bytes);
		if (began || text === '') return text;
		began = true;
		return text.startsWith('\uFEFF') ? text.slice(1) : text;
	};
};

/** Reads a text/event-stream to its end. Never rejects: an abort or a broken connection is an end that is not clean. */
export const readEventStream = async (
	body: AsyncIterable<Uint8Array>,
	listener: EventStreamListener,
): Promise<EventStreamEnd> => {
	const feed = createFeed(listener);
	const decode = createDecoder();
	try {
		for await (const bytes of body) {
			listener.onBytes?.();
			feed(decode(bytes));
		}
	} catch (error) {
		return {clean: false, detail: explainFailure(error).answer};
	}

	return {clean: true, detail: 'the server ended the stream'};
};
