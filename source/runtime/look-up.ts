import {UsageError} from '../model/errors.js';
import type {RecordedRow} from '../model/recording.js';
import type {SourceEvent} from '../model/source.js';
import {type Decoded, Decoder} from '../recording/decode.js';
import type {Recording, Segment} from '../recording/recording.js';
import {WorldBuilder} from '../state/past/builder.js';
import type {RowStore} from '../state/rows/row-store.js';

/** Takes secrets out of what somebody else recorded. */
export type Redact = {
	readonly event: (event: SourceEvent) => SourceEvent;
	readonly row: (row: RecordedRow) => RecordedRow;
};

/** The world at a time, and the events after it. Close it when they are not wanted. */
export type LookedUp = {
	readonly builder: WorldBuilder;
	/** The time that had come with the last event in it, epoch milliseconds; null where there was none. */
	readonly at: number | null;
	/** The next event, with its time; null at the end. */
	readonly next: () => Promise<Extract<Decoded, {type: 'event'}> | null>;
	readonly close: () => Promise<unknown>;
};

type Ahead = Extract<Decoded, {type: 'event'}>;

/** Other work gets its turn after so many lines. */
const linesAtOnce = 2000;

/** The last segment that begins at a time or earlier. */
const startOf = (segments: readonly Segment[], at: number): number =>
	Math.max(
		0,
		segments.findLastIndex(({from}) => from !== null && from <= at),
	);

/** Stands for lines that cannot be read. */
type Lost = {readonly type: 'lost'; readonly fault: string};

/** The decoded lines from a segment on. Of one that is damaged the rest is lost: the next begins with a checkpoint. */
async function* decodedFrom(
	segments: readonly Segment[],
	start: number,
	isOwn: boolean,
): AsyncGenerator<Decoded | Lost> {
	const decoder = new Decoder(isOwn);
	let count = 0;
	for (const segment of segments.slice(start)) {
		try {
			for await (const line of segment.lines()) {
				if (line !== '') yield decoder.take(line);
				count += 1;
				if (count % linesAtOnce === 0) await new Promise(resolve => setImmediate(resolve));
			}
		} catch (error) {
			if (!(error instanceof UsageError)) throw error;
			yield {type: 'lost', fault: error.message};
		}
	}
}

type LookUpOptions = {
	/** Makes a store without rows. */
	readonly makeRows: () => RowStore;
	/** Null for what this run recorded: it is as it should be. */
	readonly redact: Redact | null;
	readonly signal: AbortSignal;
	/** Takes what cannot be read. */
	readonly report: (fault: string) => void;
};

const take = (builder: WorldBuilder, decoded: Decoded, redact: Redact | null): void => {
	if (decoded.type === 'checkpoint') builder.begin(decoded.at, decoded.connections, decoded.catchingUp);
	else if (decoded.type === 'row') builder.restoreRow(redact?.row(decoded.row) ?? decoded.row);
	else if (decoded.type === 'change') builder.restoreChange(decoded.entry);
};

/** The world at a time by what is recorded from a segment on; null where its checkpoint cannot be read. */
const lookUpFrom = async (
	segments: readonly Segment[],
	start: number,
	until: number,
	{makeRows, redact, signal, report}: LookUpOptions,
): Promise<LookedUp | null> => {
	const lines = decodedFrom(segments, start, redact === null);
	const builder = new WorldBuilder(makeRows);
	let at: number | null = null;
	let ahead: Ahead | null = null;
	let isInCheckpoint = true;
	let isDamaged = false;
	while (ahead === null) {
		const {value: decoded, done} = await lines.next();
		signal.throwIfAborted();
		if (done) break;
		if (decoded.type === 'lost') {
			report(decoded.fault);
			if (isInCheckpoint && start > 0) return null;
			isDamaged = true;
		} else if (decoded.type !== 'event') {
			// A later checkpoint repeats what is known by then, unless something was lost before it.
			isInCheckpoint ||= isDamaged && decoded.type === 'checkpoint' && (decoded.at ?? 0) <= until;
			isDamaged &&= !isInCheckpoint;
			if (isInCheckpoint) take(builder, decoded, redact);
		} else if (decoded.at > until) ahead = decoded;
		else {
			isInCheckpoint = false;
			at = decoded.at;
			builder.apply(redact?.event(decoded.event) ?? decoded.event, decoded.at);
		}
	}

	const shown = (one: Ahead): Ahead => (redact ? {...one, event: redact.event(one.event)} : one);
	const next: LookedUp['next'] = async () => {
		const waiting = ahead;
		ahead = null;
		if (waiting) return shown(waiting);
		for (;;) {
			const {value: decoded, done} = await lines.next();
			signal.throwIfAborted();
			if (done) return null;
			if (decoded.type === 'lost') report(decoded.fault);
			if (decoded.type === 'event') return shown(decoded);
		}
	};
	return {builder, at, next, close: () => lines.return(undefined)};
};

/**
 * Looks up the world at a time: from the last checkpoint before it on that can be read.
 *
 * @param until epoch milliseconds
 */
export const lookUp = async (
	recording: Recording,
	until: number,
	options: LookUpOptions,
): Promise<LookedUp> => {
	const segments = await recording.segments();
	for (let start = startOf(segments, until); start > 0; start--) {
		const found = await lookUpFrom(segments, start, until, options);
		if (found) return found;
	}

	const found = await lookUpFrom(segments, 0, until, options);
	if (!found) throw new UsageError('nothing of it can be read');
	return found;
};
