import type {Config} from '../config/config.js';
import type {Source, SourceEvent} from '../model/source.js';
import {bareConnection} from '../recording/bare-connection.js';
import {Recorder} from '../runtime/recorder.js';
import {WorldBuilder} from '../state/past/builder.js';
import {RowStore} from '../state/rows/row-store.js';
import type {RecordingFile} from './recording-file.js';

/** Records what is passed on without a screen: returns what takes each event, and what ends it. */
export const recordingOf = (
	sources: ReadonlyArray<Pick<Source, 'name' | 'family' | 'url'>>,
	file: RecordingFile,
	{stuckAfterMs, sameHosts}: Pick<Config, 'stuckAfterMs' | 'sameHosts'>,
	now: () => number = Date.now,
): {readonly take: (event: SourceEvent) => void; readonly close: () => void} => {
	const recorder = new Recorder({maxBytes: 0, save: file.append});
	const builder = new WorldBuilder(() => new RowStore(stuckAfterMs, {sameHosts}));
	const begunAt = now();
	builder.begin(begunAt, sources.map(bareConnection));
	recorder.begin(builder.world(begunAt));
	return {
		take(event) {
			const changes = builder.apply(event, event.at);
			if (event.type === 'changed' && changes.length === 0) return;
			recorder.take([{event, changes}], () => builder.world(event.at));
		},
		close() {
			recorder.close();
			file.close();
		},
	};
};
