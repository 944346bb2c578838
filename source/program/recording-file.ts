import {isWritten, openPrivate} from '../files/append.js';
import {fileFault} from '../files/fault.js';
import {UsageError} from '../model/errors.js';
import type {Source} from '../model/source.js';
import {bareConnection} from '../recording/bare-connection.js';
import {checkpointLine} from '../recording/encode.js';
import {GrowingMember} from '../recording/member.js';
import {untilItFails} from './until-it-fails.js';

/** A file that the minutes of a recording are appended to. */
export type RecordingFile = {
	readonly append: (member: Uint8Array) => void;
	readonly close: () => void;
	/** A warning if others can read it; else null. */
	readonly exposed: string | null;
};

/** What a recording begins with, so that it is one from its first second on. */
const opening = (sources: ReadonlyArray<Pick<Source, 'name' | 'family' | 'url'>>, at: number): Buffer => {
	const member = new GrowingMember();
	member.add(checkpointLine({at, connections: sources.map(bareConnection), catchingUp: []}));
	return member.wholeNow(at, at);
};

/**
 * Opens a recording that only its owner may read. Sources guarantee that events hold no credentials.
 *
 * @param sources whose URLs hold no credentials
 * @param warn is called once if it cannot be written any more
 * @throws UsageError when the file cannot be written, or something is in it: an earlier recording may be evidence
 */
export const openRecordingFile = (
	path: string,
	sources: ReadonlyArray<Pick<Source, 'name' | 'family' | 'url'>>,
	warn: (text: string) => void,
): RecordingFile => {
	try {
		if (isWritten(path))
			throw new UsageError(
				`${path} exists already: name another file for --record, or remove this one first`,
			);
		const file = openPrivate(path, 'empty');
		file.append(opening(sources, Date.now()));
		const toRecording = untilItFails('The recording', warn);
		return {
			append: member => toRecording(() => file.append(member)),
			close: () => toRecording(file.close),
			exposed: file.exposed === null ? null : `Others can read the recording ${path}: ${file.exposed}`,
		};
	} catch (error) {
		if (error instanceof UsageError) throw error;
		throw new UsageError(`Cannot record to ${path}: ${fileFault(error)}`);
	}
};
