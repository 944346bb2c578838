import {createParser} from 'eventsource-parser';
import {explainFailure} from './errors.ts';

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
	/** Longest event in characters; 32 million if left away. */
	readonly mostCharacters?: number;
};

const blankLine = /\n\r?\n|\r\r/;
// Salt names its tag in a field that the format does not know: for each of them the parser would make an error.
const tagLine = /\ntag: [^\n]*\n/g;

/** Takes text; one event over the limit is dropped up to the blank line that ends it. */
const createFeed = ({onData, onDropped, mostCharacters = 32_000_000}: EventStreamListener) => {
	let overflowed = false;
	// The last characters of what is being skipped, as a blank line can be torn; null: nothing is skipped.
	let skipped: string | null = null;
	const parser = createParser({
		onEvent: ({data}) => onData(data),
		onError(error) {
			// Unknown fields are fine: salt sends `tag:` lines.
			if (error.type === 'max-buffer-size-exceeded') overflowed = true;
		},
		maxBufferSize: mostCharacters,
	});

	return (text: string) => {
		let rest = text;
		if (skipped !== null) {
			rest = skipped + text;
			const end = blankLine.exec(rest);
			if (!end) {
				skipped = rest.slice(-3);
				return;
			}

			skipped = null;
			rest = rest.slice(end.index + end[0].length);
		}

		parser.feed(rest.replace(tagLine, '\n'));
		if (!overflowed) return;
		overflowed = false;
		parser.reset();
		skipped = rest.slice(-3);
		onDropped(`An event of more than ${mostCharacters} characters was dropped`);
	};
};

/** Reads a text/event-stream to its end. Never rejects: an abort or a broken connection is an end that is not clean. */
export const readEventStream = async (
	body: AsyncIterable<Uint8Array>,
	listener: EventStreamListener,
): Promise<EventStreamEnd> => {
	const feed = createFeed(listener);
	const decoder = new TextDecoder();
	try {
		for await (const bytes of body) {
			listener.onBytes?.();
			feed(decoder.decode(bytes, {stream: true}));
		}
	} catch (error) {
		return {clean: false, detail: explainFailure(error).answer};
	}

	return {clean: true, detail: 'the server ended the stream'};
};
