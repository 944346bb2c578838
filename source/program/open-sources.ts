import type {Source, SourceEvent} from '../model/source.js';
import type {Credentials, SourceConfig} from '../model/source-config.js';
import {type Watched, watchSources} from '../runtime/watch.js';
import type {SourceFamily} from '../sources/family.js';
import {type PreparedSource, prepareSource} from '../sources/open-source.js';
import {tuneFirstListing} from './first-listing.js';
import {createEventLog, type LogFile} from './log-file.js';
import {openRecordingFile, type RecordingFile} from './recording-file.js';
import {untilItFails} from './until-it-fails.js';

/** The sources of one run, not watched yet. */
export type OpenSources = {
	readonly sources: readonly PreparedSource[];
	readonly readOnly: ReadonlySet<string>;
	/** Sets the credentials of a source; they are kept in memory only. */
	readonly enter: (source: string, credentials: Credentials) => void;
	/**
	 * Opens the file that is recorded to, if one was asked for. Throws `UsageError` when it cannot be written. `warn` is
	 * called once if it can no longer be written later.
	 */
	readonly openRecording: (warn: (text: string) => void) => RecordingFile | null;
	/**
	 * Opens them all and starts to watch them: each event is logged and passed on. `warn` is called once if the log can no
	 * longer be written; watching continues. Call it once.
	 */
	readonly watch: (emit: (event: SourceEvent) => void, warn: (text: string) => void) => Watched;
};

type Options = {readonly record: string | null; readonly log: LogFile};

/** Prepares the sources that are configured. Throws `UsageError`. */
export const openSources = (
	configs: readonly SourceConfig[],
	named: ReadonlyMap<string, SourceConfig>,
	families: readonly SourceFamily[],
	options: Options,
): OpenSources => {
	const readOnly = new Set(configs.filter(config => config.readOnly).map(({name}) => name));
	const entered = new Map<string, Credentials>();
	const enterable = (config: SourceConfig): SourceConfig => ({
		...config,
		credentials: async () => entered.get(config.name) ?? config.credentials(),
	});
	const all = new Map([...named].map(([name, config]) => [name, enterable(config)]));
	const sources = configs.map(config => prepareSource(enterable(config), all, families));
	return {
		...fromPrepared(sources, readOnly, options),
		enter: (source, credentials) => void entered.set(source, credentials),
	};
};

/** The same of sources that are open already. */
export const fromSources = (
	sources: readonly Source[],
	readOnly: ReadonlySet<string>,
	options: Options,
): OpenSources =>
	fromPrepared(
		sources.map(source => {
			const {name, family, url, insecure} = source;
			return {name, family, url, insecure, open: async () => source};
		}),
		readOnly,
		options,
	);

const fromPrepared = (
	sources: readonly PreparedSource[],
	readOnly: ReadonlySet<string>,
	{record, log}: Options,
): OpenSources => ({
	sources,
	readOnly,
	enter: () => undefined,
	openRecording: warn => (record === null ? null : openRecordingFile(record, sources, warn)),
	watch(emit, warn) {
		const events = createEventLog(log);
		const toLog = untilItFails('The log', warn);
		const receivers: ReadonlyArray<(event: SourceEvent) => void> = [
			tuneFirstListing(),
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
