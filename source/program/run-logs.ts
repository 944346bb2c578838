import type {Config} from '../config/config.js';
import type {Flags} from '../flags/flags.js';
import {logs} from '../output/logs.js';
import type {Watched} from '../runtime/watch.js';
import type {OpenSources} from './open-sources.js';
import {runWatched} from './run-watched.js';
import {sayTo} from './say.js';
import type {System} from './system.js';

/** Prints for `rwatch logs`; resolves with the exit code. */
export const runLogs = async (
	flags: Flags,
	config: Config,
	opened: OpenSources,
	{stdout, stderr}: System,
): Promise<number> => {
	let watched: Watched | undefined;
	const {kind, sinceMs, timeoutMs, mode} = flags;
	const report = logs({
		sources: opened.sources.map(({name, family, url}) => ({name, family, url})),
		kind: kind ?? 'all',
		rows: flags.operand ?? '',
		format: flags.logFormat,
		follow: mode === 'follow',
		sinceSeconds: sinceMs === null ? null : Math.ceil(sinceMs / 1000),
		timeoutMs,
		stuckAfterMs: config.stuckAfterMs,
		sameHosts: config.sameHosts,
		now: Date.now,
		show: kinds => watched?.show(kinds),
		async read(resource, options, emit, signal) {
			await watched?.get(resource.source)?.logs(resource, options, emit, signal);
		},
		stdout,
		stderr,
	});
	return runWatched(report, config, opened, {
		say: sayTo({stderr}),
		began(sources) {
			watched = sources;
		},
	});
};
