import {StringDecoder} from 'node:string_decoder';
import {createParser} from 'eventsource-parser';
import {explainFailure} from './errors.js';

/** How a text/event-stream ended: at its proper end, or broken off. */
type EventStreamEnd = {readonly clean: boolean; readonly detail: string};

/** What is reported while an event stream is read. */
export type EventStreamListener = {
	/** The data of each event, lines joined by `\n`; events without data are omitted. Must not throw. */
	readonly onData: (data: string) => void;
	/** Some bytes came, whatever they were. */
	readonly onBytes?: () => void;
	/** Something was dropped: an event over the limit. */
	readonly onDropped: (message: string) => void;
	/** Longest event in characters; 32 million if omitted. */
	readonly maxCharacters?: number;
	/**
	 * A field of each event that the format does not know: its lines never reach the parser, which would make an error of
	 * each and take a carriage return in one for its end.
	 */
	readonly ignoredField?: string;
};

const blankLine = /\n\r?\n|\r\r/;

/** Takes text; one event over the limit is dropped up to the blank line that ends it. */
const createFeed = ({onData, onDropped, maxCharacters = 32_000_000}: EventStreamListener) => {
	let overflowed = false;
	// The last characters of what is being skipped, as a blank line can be torn; null: nothing is skipped.
	let skipped: string | null = null;
	const parser = createParser({
		onEvent: ({data}) => onData(data),
		onError(error) {
			// Unknown fields are fine.
			if (error.type === 'max-buffer-size-exceeded') overflowed = true;
		},
		maxBufferSize: maxCharacters,
	});

	/** What follows the event over the limit. */
	const skip = (text: string, before: string): string => {
		const sought = before + text;
		const end = blankLine.exec(sought);
		skipped = end ? null : sought.slice(-3);
		return end ? sought.slice(end.index + end[0].length) : '';
	};

	return (text: string) => {
		const rest = skipped === null ? text : skip(text, skipped);
		if (rest === '') return;
		parser.feed(rest);
		if (!overflowed) return;
		overflowed = false;
		parser.reset();
		skipped = rest.slice(-3);
		onDropped(`An event of more than ${maxCharacters} characters was dropped`);
	};
};

/** The end of a text where it may be the beginning of a line with that start; '' where it cannot. */
const tornStart = (text: string, lineStart: string, atLineStart: boolean): string => {
	const tail = text.slice(-lineStart.length);
	const from = tail.lastIndexOf('\n') + 1;
	const line = tail.slice(from);
	const isLine = from > 0 || (atLineStart && tail.length === text.length);
	return isLine && lineStart.startsWith(line) ? line : '';
};

/** Stands before a feed, and keeps the lines of a field from it. */
const withoutField = (field: string, feed: (text: string) => void) => {
	const lineStart = `${field}: `;
	let atLineStart = true;
	let isInField = false;
	// What may be the beginning of the field.
	let torn = '';

	/** What follows the line of the field. */
	const leave = (text: string): string => {
		const end = text.indexOf('\n');
		isInField = end === -1;
		atLineStart = !isInField;
		return isInField ? '' : text.slice(end + 1);
	};

	/** Feeds what comes before the field, and gives back the rest. */
	const reach = (text: string): string => {
		const next = text.indexOf(`\n${lineStart}`);
		if (next === -1) torn = tornStart(text, lineStart, atLineStart);
		const piece = text.slice(0, next === -1 ? text.length - torn.length : next + 1);
		if (piece !== '') {
			atLineStart = piece.endsWith('\n');
			feed(piece);
		}

		return next === -1 ? '' : text.slice(piece.length);
	};

	return (text: string) => {
		let rest = torn + text;
		torn = '';
		while (rest !== '') {
			rest = isInField || (atLineStart && rest.startsWith(lineStart)) ? leave(rest) : reach(rest);
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
	const {ignoredField} = listener;
	const whole = createFeed(listener);
	const feed = ignoredField === undefined ? whole : withoutField(ignoredField, whole);
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
