import type {LogLine} from '../../model/log.js';
import {withoutColours} from '../../model/printable.js';
import {type LineLevel, levelOf} from './level.js';
import {beginsTrace, type Trace, traceAfter} from './trace.js';

/** A line with what belongs to it, such as its stack trace. Changed in place as its lines come. */
export type LogBlock = {
	/** Its first line, as it was written. */
	readonly text: string;
	/** How many lines it has by now. */
	lines: number;
	/** Undefined until somebody asks. */
	level: LineLevel | null | undefined;
	/** The filter that the rest is about (`LineIndex`). */
	filter: number;
	/** A bit for each expression that one of its lines has to match and matches. */
	kept: number;
	/** One of its lines is to be hidden. */
	isHidden: boolean;
	verdict: 'passes' | 'hidden' | 'other';
};

/** A block of one line. */
export const newBlock = (text: string): LogBlock => ({
	text,
	lines: 1,
	level: undefined,
	filter: 0,
	kept: 0,
	isHidden: false,
	verdict: 'other',
});

/** The level of a line and of what belongs to it; null where it names none. */
export const levelIn = (block: LogBlock): LineLevel | null => {
	if (block.level === undefined) {
		const text = withoutColours(block.text);
		block.level = beginsTrace(text) ? 'error' : levelOf(text);
	}

	return block.level;
};

/** Whether a level is a warning or worse. */
export const isTrouble = (level: LineLevel | null): boolean => level === 'warning' || level === 'error';

type Last = {readonly block: LogBlock; at: number | null; trace: Trace};

// A trace is written at once.
const maxPauseMs = 1000;
const maxLines = 1000;
const maxStreams = 1000;

/** Puts the lines of one writer together: what continues a line belongs to it. */
export class Blocks {
	/** By stream and origin. */
	readonly #last = new Map<string, Last>();

	/** The block of the next line. */
	of({text, stream, origin, time}: LogLine): LogBlock {
		const name = origin === null ? stream : `${stream} ${origin}`;
		const last = this.#last.get(name);
		const at = time?.at ?? null;
		const plain = withoutColours(text);
		const isSoon =
			last !== undefined &&
			last.block.lines < maxLines &&
			(at === null || last.at === null || at - last.at <= maxPauseMs);
		const trace = isSoon ? traceAfter(plain, last.trace, () => mayHaveTrace(last.block)) : null;
		if (last !== undefined && trace !== null) {
			last.block.lines += 1;
			last.trace = trace;
			last.at = at;
			// Where the line itself did not say so, its trace does.
			if (trace !== 'indented' && levelIn(last.block) === null) last.block.level = 'error';
			return last.block;
		}

		const block = newBlock(text);
		if (this.#last.size >= maxStreams) this.#last.clear();
		this.#last.set(name, {block, at, trace: beginsTrace(plain) ?? 'none'});
		return block;
	}
}

/** A trace right after the line of a trouble is about that. */
const mayHaveTrace = (block: LogBlock): boolean => block.lines === 1 && isTrouble(levelIn(block));
