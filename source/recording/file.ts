import {fileFault} from '../files/fault.js';
import {openRanged, type RangedFile} from '../files/read-range.js';
import {messageOf, UsageError} from '../model/errors.js';
import type {Reach} from '../model/recording.js';
import {sizeText} from '../model/size.js';
import {type Decoded, Decoder} from './decode.js';
import {readLines} from './lines.js';
import {headBytes, isGzip, type MemberHead, readHead} from './member.js';
import type {Recording, Segment} from './recording.js';

/** A recording in a file. */
export type RecordedFile = Recording & {
	/** The sources that it begins with. */
	readonly sources: ReadonlyArray<{
		readonly name: string;
		readonly family: string | null;
		readonly url: string;
	}>;
	readonly close: () => void;
};

/** A member of the file. */
type Member = MemberHead & {readonly offset: number};

/** The whole members of a file that rwatch wrote, found by what each says of its length; null for any other file. */
const membersOf = (file: RangedFile): readonly Member[] | null => {
	const members: Member[] = [];
	for (let offset = 0; offset < file.size; ) {
		const head = readHead(file.read(offset, headBytes));
		if (head === null) return offset > 0 && file.size - offset < headBytes ? members : null;
		if (offset + head.length > file.size) break;
		members.push({...head, offset});
		offset += head.length;
	}

	return members;
};

const reachOf = (file: RangedFile, members: readonly Member[]): Reach => {
	const last = members.at(-1);
	const rest = file.size - (last ? last.offset + last.length : 0);
	return {
		oldest: members[0]?.from ?? 0,
		newest: last?.to ?? 0,
		because: 'it began then',
		bytes: file.size,
		// Half a checkpoint would show half of the rows.
		fault: rest === 0 ? '' : `its last minute is cut off, and omitted (${sizeText(rest)})`,
	};
};

const segmentOf = (file: RangedFile, {from, offset, length}: Member): Segment => ({
	from,
	lines: () => readLines(file.stream(offset, offset + length), true),
});

/** Reads all of it once, to know its first and last time. */
const measure = async (segment: Segment, bytes: number): Promise<Reach> => {
	const decoder = new Decoder();
	let oldest: number | null = null;
	let newest = 0;
	let fault = '';
	try {
		for await (const line of segment.lines()) {
			if (line === '') continue;
			const {at = null} = {at: null, ...decoder.take(line)};
			if (at === null) continue;
			oldest ??= at;
			newest = at;
		}
	} catch (error) {
		fault = messageOf(error);
	}

	return {oldest: oldest ?? 0, newest, because: 'it began then', bytes, fault};
};

/** The first lines, up to the first that says a time: what it begins with, and when. */
const beginningOf = async (segment: Segment): Promise<{first: Decoded; at: number}> => {
	const decoder = new Decoder();
	let first: Decoded | null = null;
	for await (const line of segment.lines()) {
		const decoded = decoder.take(line);
		first ??= decoded;
		if ('at' in decoded && decoded.at !== null) return {first, at: decoded.at};
	}

	return {first: first ?? decoder.take(''), at: 0};
};

/**
 * Opens a recording: of this version, or of 0.1.0, which is one text. One that was packed again can be read too, but only
 * from its beginning.
 *
 * @throws UsageError when the file cannot be read or is not a recording
 */
export const openRecordedFile = async (path: string): Promise<RecordedFile> => {
	let file: RangedFile;
	try {
		file = openRanged(path);
	} catch (error) {
		throw new UsageError(`Cannot replay ${path}: ${fileFault(error)}`);
	}

	if (file.size === 0) {
		file.close();
		throw new UsageError(`Cannot replay ${path}: it is empty`);
	}

	const members = membersOf(file);
	const isPacked = isGzip(file.read(0, 2));
	const whole: Segment = {from: null, lines: () => readLines(file.stream(0), isPacked)};
	const segments =
		members === null || members.length === 0 ? [whole] : members.map(one => segmentOf(file, one));
	let measured: Promise<Reach> | null = null;
	try {
		const [begin = whole] = segments;
		const {first, at} = await beginningOf(begin);
		if (first.type !== 'checkpoint') throw new Error('not a recording of rwatch');
		const known: Reach = members?.length
			? reachOf(file, members)
			: {oldest: at, newest: null, because: 'it began then', bytes: file.size, fault: ''};
		return {
			sources: first.connections.map(({name, family, url}) => ({name, family, url})),
			segments: async () => segments,
			async reach(isWhole) {
				if (known.newest !== null) return known;
				if (isWhole) measured ??= measure(whole, file.size);
				return measured ?? known;
			},
			close: file.close,
		};
	} catch (error) {
		file.close();
		throw new UsageError(`${path}:1: ${messageOf(error)}`);
	}
};
