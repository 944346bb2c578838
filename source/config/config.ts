import {isAbsolute, join, resolve} from 'node:path';
import type {Files} from '../files/read.js';
import type {Ask} from '../model/ask.js';
import type {Environment} from '../model/environment.js';
import type {SourceConfig} from '../model/source-config.js';
import {readAuthorities} from './certificates.js';
import {chooseDrafts, fileDrafts} from './choose.js';
import {columnsOf} from './columns.js';
import {type Completion, completeDraft} from './complete.js';
import type {Draft} from './draft.js';
import {type EntryContext, entryWarnings, secretFaults} from './entry.js';
import type {FamilyConfig} from './family.js';
import {Faults} from './faults.js';
import {type ConfigFile, emptyFile, readConfigFile} from './file.js';
import {type FileSettings, fileSettings, type SettingsJudges} from './file-settings.js';
import {type LoginRules, loginRules} from './login.js';
import {loginFault} from './login-fault.js';
import {namesFor} from './names.js';
import type {RunCommand} from './run-command.js';
import {keyDoubts} from './settings.js';
import {urlParser} from './source-url.js';
import {vendorsOf} from './vendors.js';

export type {Files} from '../files/read.js';
export {ConfigError} from './faults.js';

/** What the command line says about the configuration. Null: nothing. */
type Overrides = {
	readonly command: string;
	/** URLs and names of sources, as typed. */
	readonly sources: readonly string[];
	readonly demo: boolean;
	readonly replay: string | null;
	readonly config: string | null;
	readonly caFile: string | null;
	readonly insecure: boolean;
	readonly readOnly: boolean;
	readonly allProjects: boolean;
	readonly theme: string | null;
	readonly mouse: boolean;
	readonly summary: boolean;
	readonly saltTransport: SourceConfig['eventTransport'] | null;
};

/** The inputs of `loadConfig`. */
export type ConfigInput = SettingsJudges & {
	readonly families: readonly FamilyConfig[];
	readonly flags: Overrides;
	readonly environment: Environment;
	readonly home: string;
	readonly files: Files;
	/** How to ask for missing credentials; null where there is no terminal. */
	readonly ask: Ask | null;
	/** True for a server that accepts anybody: then nobody is asked for credentials. */
	readonly isOpen: (source: SourceConfig) => Promise<boolean>;
	/** How programs for credentials are run. */
	readonly run: RunCommand;
};

/** Everything that is configured, checked. */
export type Config = FileSettings & {
	/** Path of the configuration file, whether it exists or not. */
	readonly path: string;
	/** The sources to watch, in order; empty only for `--demo`, `--replay` and `config check`. */
	readonly sources: readonly SourceConfig[];
	/** Every source by its name, also those of the file that are not watched: what `via` refers to. */
	readonly named: ReadonlyMap<string, SourceConfig>;
	/** How a person logs in to servers of a family; null: of one that is not known yet. */
	readonly loginOf: (family: string | null) => LoginRules;
	/** One line each, for standard error. */
	readonly warnings: readonly string[];
	/** Why sources cannot be watched, for want of credentials: one line each. */
	readonly loginFaults: readonly string[];
};

/** Where the configuration file is: `--config`, else `$XDG_CONFIG_HOME/rwatch/config.yaml`, else under `~/.config`. */
export const configPath = ({
	environment,
	home,
	config,
}: Pick<ConfigInput, 'environment' | 'home'> & {readonly config: string | null}): string => {
	if (config !== null) return resolve(config);
	return join(environment.XDG_CONFIG_HOME || join(home, '.config'), 'rwatch', 'config.yaml');
};

/** Where rwatch keeps its state: `$XDG_STATE_HOME/rwatch`, else under `~/.local/state`; a relative path does not count. */
export const statePath = ({environment, home}: Pick<ConfigInput, 'environment' | 'home'>): string => {
	const {XDG_STATE_HOME: base = ''} = environment;
	return join(isAbsolute(base) ? base : join(home, '.local', 'state'), 'rwatch');
};

const overridesOf = ({flags, files}: ConfigInput): Completion['overrides'] => ({
	certificateAuthorities:
		flags.caFile === null ? null : readAuthorities(resolve(flags.caFile), '--ca-file', files),
	insecure: flags.insecure,
	readOnly: flags.readOnly,
	allProjects: flags.allProjects,
	eventTransport: flags.saltTransport,
});

const completeAll = async (
	chosen: readonly Draft[],
	drafts: ReadonlyMap<string, Draft>,
	completion: Completion,
) => {
	const unnamed = chosen.filter(({name}) => name === null);
	const names = namesFor(
		unnamed.map(({address}) => address.url),
		[...drafts.keys()],
	);
	const sources: SourceConfig[] = [];
	const loginFaults: string[] = [];
	// One after the other, because of the questions.
	for (const draft of new Set(chosen)) {
		const name = draft.name ?? names[unnamed.indexOf(draft)] ?? '';
		const source = await completeDraft(draft, name, completion);
		const fault = loginFault(draft, source, completion.environment, completion.families);
		if (fault !== null) loginFaults.push(fault);
		sources.push(source);
	}

	const named = new Map(sources.map(source => [source.name, source]));
	for (const {via} of sources) {
		const draft = via === null || named.has(via) ? undefined : drafts.get(via);
		if (draft && via !== null) named.set(via, await completeDraft(draft, via, completion));
	}

	return {sources, named, loginFaults};
};

const fileOf = ({flags, files, families}: ConfigInput, path: string, faults: Faults): ConfigFile => {
	const isNamed = flags.config !== null;
	if ((flags.demo || flags.replay !== null) && !isNamed) return emptyFile(path);
	const names = families.map(({name}) => name);
	return faults.attempt(() => readConfigFile(path, files, isNamed, names, faults)) ?? emptyFile(path);
};

const checkSecrets = (context: EntryContext, faults: Faults): void => {
	for (const [name, entry] of Object.entries(context.file.content.sources ?? {})) {
		for (const line of faults.attempt(() => secretFaults(name, entry, context)) ?? []) faults.add(line);
	}
};

/**
 * Merges arguments, configuration file, environment and the vendors' own files, in this order, and asks for
 * credentials that none of them has if it can. If sources are given, only a named file is read. Throws `UsageError`
 * with one line: file, line and what was expected there. `config check` gets all faults at once, as `ConfigError`.
 */
export const loadConfig = async (input: ConfigInput): Promise<Config> => {
	const {flags, environment, home, files, families} = input;
	const parseUrl = urlParser(families);
	const path = configPath({environment, home, config: flags.config});
	const ownServers = flags.demo || flags.replay !== null;
	const isCheck = flags.command === 'config check';
	const faults = new Faults();
	const file = fileOf(input, path, faults);
	const context = {families, parseUrl, file, files, environment, home, run: input.run};
	const entries = Object.values(file.content.sources ?? {});
	const doubts = [...file.warnings, ...entries.flatMap(entry => entryWarnings(entry, context))];
	doubts.push(...keyDoubts(file, input.keyWarnings));
	const doubt = (line: string) => doubts.push(line);
	const columns = await columnsOf(file, input.columnJudges, faults, doubt);
	const settings = fileSettings(input, file, columns, faults, doubt);
	const drafts = fileDrafts(context, faults);
	if (isCheck) checkSecrets(context, faults);
	const warnings = [...faults.settle(isCheck, doubts)];
	const warn = (line: string) => warnings.push(line);
	const vendors = vendorsOf(families, {parseUrl, files, environment, home, warn, run: input.run});
	const chosen =
		ownServers || isCheck
			? [...(isCheck ? drafts.values() : [])]
			: chooseDrafts({...context, typed: flags.sources, path, drafts, vendors});
	const completion: Completion = {
		...context,
		named: chosen.filter(({fromEnvironment}) => fromEnvironment).map(({address}) => address),
		vendors,
		// A check asks nobody, and wants no answer; the doctor reports of each source what does not work.
		fetchNow: !isCheck && flags.command !== 'doctor',
		ask: isCheck ? () => Promise.resolve('') : input.ask,
		isOpen: isCheck ? () => Promise.resolve(false) : input.isOpen,
		allProjects: file.content.allProjects ?? false,
		overrides: overridesOf(input),
	};
	const loginOf = (family: string | null) => loginRules(families, family);
	return {path, ...settings, ...(await completeAll(chosen, drafts, completion)), loginOf, warnings};
};
