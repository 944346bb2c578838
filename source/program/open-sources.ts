import type {Source, SourceEvent} from '../model/source.js';
import type {Credentials, SourceConfig} from '../model/source-config.js';
import {type Watched, watchSources} from '../runtime/watch.js';
import type {SourceFamily} from '../sources/family.js';
import {openSource} from '../sources/open-source.js';
import {createEventLog, type LogFile} from './log-file.js';
import {patientOptimiser} from './optimiser.js';
import {openRecordingFile, type RecordingFile} from './recording-file.js';
import {untilItFails} from './until-it-fails.js';

/** The sources of one run, not watched yet. */
export type OpenSources = {
	readonly sources: readonly Source[];
	readonly readOnly: ReadonlySet<string>;
	/** Sets the credentials of a source; they are kept in memory only. */
	readonly enter: (source: string, credentials: Credentials) => void;
	/**
	 * Opens the file that is recorded to, if one was asked for. Throws `UsageError` when it cannot be written. `warn` is
	 * called once if it can no longer be written later.
	 */
	readonly openRecording: (warn: (text: string) => void) => RecordingFile | null;
	/**
	 * Starts to watch them all: each event is logged and passed on. `warn` is called once if the log can no longer be
	 * written; watching continues. Call it once.
	 */
	readonly watch: (emit: (event: SourceEvent) => void, warn: (text: string) => void) => Watched;
};

/** Opens the sources that are configured. Throws `UsageError`. */
export const openSources = async (
	configs: readonly SourceConfig[],
	named: ReadonlyMap<string, SourceConfig>,
	families: readonly SourceFamily[],
	options: {readonly record: string | null; readonly log: LogFile},
): Promise<OpenSources> => {
	const readOnly = new Set(configs.filter(config => config.readOnly).map(({name}) => name));
	const sources: Source[] = [];
	const entered = new Map<string, Credentials>();
	const enterable = (config: SourceConfig): SourceConfig => ({
		...config,
		credentials: async () => entered.get(config.name) ?? config.credentials(),
	});
	const all = new Map([...named].map(([name, config]) => [name, enterable(config)]));
	// One after the other, so that the first of several faults is reported.
	for (const config of configs) sources.push(await openSource(enterable(config), all, families));
	return {
		...fromSources(sources, readOnly, options),
		enter: (source, credentials) => void entered.set(source, credentials),
	};
};

/** The same of sources that are open already. */
export const fromSources = (
	sources: readonly Source[],
	readOnly: ReadonlySet<string>,
	{record, log}: {readonly record: string | null; readonly log: LogFile},
): OpenSources => ({
	sources,
	readOnly,
	enter: () => undefined,
	openRecording: warn => (record === null ? null : openRecordingFile(record, sources, warn)),
	watch(emit, warn) {
		const events = createEventLog(log);
		const toLog = untilItFails('The log', warn);
		const receivers: ReadonlyArray<(event: SourceEvent) => void> = [
			patientOptimiser(),
			event => toLog(() => events.take(event)),
			emit,
		];
		const watched = watchSources(sources, event => {
			for (const receive of receivers) receive(event);
		});
		return {
			...watched,
			async close() {
				await watched.close();
				toLog(() => events.close());
			},
		};
	},
});
