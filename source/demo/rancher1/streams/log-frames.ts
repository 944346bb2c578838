import type {TapeLine} from './log-tape.js';

/**
 * What an agent does to the frames of a log (`agent service/hostapi/logs/logs.go`, `host-api logs/logs.go`).
 * All of it off is an agent of 2018 and later: one line a frame, with its newline.
 */
export type LogQuirks = {
	/** `chunk`: several lines in a frame (2016). `bare`: one line without its newline (2017). */
	readonly frames?: 'line' | 'chunk' | 'bare';
	/** Always the last hundred lines, whatever was requested. */
	readonly ignoresLines?: boolean;
	/** An empty frame before each line, which then has the prefix `00`. */
	readonly split?: boolean;
	/** One stray byte before the time stamp. */
	readonly stray?: boolean;
	/** A byte that is not UTF-8 at the end of each line. */
	readonly invalid?: boolean;
};

/** How the lines of one stream are written. */
type FrameStyle = {readonly tty: boolean; readonly timestamps: boolean; readonly quirks: LogQuirks};

const brokenByte = Buffer.from([0xff]);

const prefixOf = (line: TapeLine, {tty, quirks}: FrameStyle): string => {
	if (tty || quirks.split) return '00';
	return line.stream === 'stdout' ? '01' : '02';
};

const textOf = (line: TapeLine, {tty, timestamps, quirks}: FrameStyle): Buffer => {
	const stray = quirks.stray ? '*' : '';
	const stamp = timestamps ? `${line.stamp} ` : '';
	const end = quirks.frames === 'bare' ? '' : '\n';
	return Buffer.concat([
		Buffer.from(`${stray}${stamp}${line.text}`),
		quirks.invalid ? brokenByte : Buffer.alloc(0),
		Buffer.from(`${tty ? '\r' : ''}${end}`),
	]);
};

/** The frames for lines that are there at once. */
export const logFrames = (lines: readonly TapeLine[], style: FrameStyle): readonly Buffer[] => {
	if (style.quirks.frames === 'chunk') {
		const chunks: Buffer[] = [];
		for (let index = 0; index < lines.length; index += 3) {
			const some = lines.slice(index, index + 3);
			const [first] = some;
			if (first)
				chunks.push(
					Buffer.concat([
						Buffer.from(`${prefixOf(first, style)} `),
						...some.map(line => textOf(line, style)),
					]),
				);
		}

		return chunks;
	}

	return lines.flatMap(line => {
		const frame = Buffer.concat([Buffer.from(`${prefixOf(line, style)} `), textOf(line, style)]);
		return style.quirks.split ? [Buffer.alloc(0), frame] : [frame];
	});
};
