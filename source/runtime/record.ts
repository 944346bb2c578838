import {openPrivate, type PrivateFile} from '../files/append.js';
import {fileFault} from '../files/fault.js';
import {UsageError} from '../model/errors.js';
import type {Source, SourceEvent} from '../model/source.js';

/** Writes the events of sources to a file: a line of JSON for the sources, then one for each event. */
type Recorder = {
	readonly write: (event: SourceEvent) => void;
	readonly close: () => void;
};

// A replay could not show heartbeats; figures are gone within a minute, and would be most of a recording.
const unrecorded: ReadonlySet<SourceEvent['type']> = new Set([
	'heartbeat',
	'progress',
	'measured',
	'unmeasured',
]);

const plain = (_key: string, value: unknown): unknown => (value instanceof Set ? [...value] : value);

/**
 * Opens a recording that only its owner may read. Sources guarantee that events hold no credentials.
 *
 * @param sources whose URLs hold no credentials
 * @param warn receives a warning if others can read a file that existed before
 * @throws UsageError when the file cannot be written
 */
export const openRecorder = (
	path: string,
	sources: Iterable<Source>,
	warn: (text: string) => void,
): Recorder => {
	const header = [...sources].map(({name, family, url}) => ({name, family, url}));
	let file: PrivateFile;
	try {
		file = openPrivate(path, 'empty');
		if (file.exposed !== null) warn(`Others can read the recording ${path}: ${file.exposed}`);
		file.append(`${JSON.stringify({recording: 1, sources: header})}\n`);
	} catch (error) {
		throw new UsageError(`Cannot record to ${path}: ${fileFault(error)}`);
	}

	return {
		write(event) {
			if (!unrecorded.has(event.type)) file.append(`${JSON.stringify(event, plain)}\n`);
		},
		close: file.close,
	};
};
