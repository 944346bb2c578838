import type {Config} from '../../config/config.js';
import {configPath} from '../../config/config.js';
import {diskFiles} from '../../files/read.js';
import type {Flags} from '../../flags/flags.js';
import type {Check} from '../../model/check.js';
import {UsageError} from '../../model/errors.js';
import type {SourceConfig} from '../../model/source-config.js';
import {checkSource} from '../../sources/checks/check-source.js';
import {type ConfiguredFamily, configOf} from '../load-config.js';
import {homeOf, type System} from '../system.js';
import {bugReport, type DoctorReport, reportJson, reportText} from './report.js';
import {checkTerminal} from './terminal.js';

/** What a run of `rwatch doctor` is made of. */
type DoctorRun = {
	readonly flags: Flags;
	readonly families: readonly ConfiguredFamily[];
	readonly system: System;
	/** Further sources, of a demo. */
	readonly more: readonly SourceConfig[];
	readonly print: (text: string) => Promise<void>;
};

type Read = {readonly config: Config | null; readonly checks: readonly Check[]};

const readConfiguration = async ({flags, families, system}: DoctorRun): Promise<Read> => {
	const {env} = system;
	const path = configPath({environment: env, home: homeOf(env), config: flags.config});
	const file = {name: 'file', status: 'ok', advice: null} as const;
	try {
		const config = await configOf(flags, families, system);
		const text = diskFiles.read(path) === null ? `${path} does not exist` : path;
		const warnings = config.warnings.map(
			(warning): Check => ({name: 'file', status: 'warning', text: warning, advice: null}),
		);
		return {config, checks: [{...file, text}, ...warnings]};
	} catch (error) {
		if (!(error instanceof UsageError)) throw error;
		return {config: null, checks: [{...file, status: 'failed', text: error.message}]};
	}
};

const exitCodeOf = ({configuration, sources}: DoctorReport): number => {
	if (configuration.some(({status}) => status === 'failed')) return 2;
	const failed = sources.flatMap(({checks}) => checks).filter(({status}) => status === 'failed');
	if (failed.some(({cause}) => cause === 'refused')) return 3;
	if (failed.some(({cause}) => cause === 'unreachable')) return 4;
	return failed.length > 0 ? 1 : 0;
};

/** Looks at the terminal, the configuration and every source, and prints what it finds; resolves with the exit code. */
export const runDoctor = async (run: DoctorRun): Promise<number> => {
	const {flags, families, system, more, print} = run;
	// Questions in the terminal come first: an answer of the terminal would be taken for one of the person.
	const {config, checks} = await readConfiguration(run);
	const terminal = await checkTerminal(system);
	const {signal} = new AbortController();
	const all = [...more, ...(config?.sources ?? [])];
	const sources = await Promise.all(
		all.map(source => checkSource(source, config?.named ?? new Map(), families, signal)),
	);
	const report = {terminal, configuration: checks, sources};
	if (flags.json) await print(reportJson(report));
	else if (flags.report) await print(bugReport(report, homeOf(system.env), flags.withHosts));
	else await print(reportText(report));
	return exitCodeOf(report);
};
