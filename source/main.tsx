import {setMaxListeners} from 'node:events';
import process from 'node:process';
import {type Config, ConfigError, configPath} from './config/config.js';
import type {Demo} from './demo/demo.js';
import {families as allFamilies, type Family} from './families.js';
import {diskFiles} from './files/read.js';
import {completingCommand, completionScript, shells} from './flags/completion-script.js';
import {type Flags, parseFlags} from './flags/flags.js';
import {versionText} from './flags/version.js';
import {AccountedError, messageOf, RefusedError, UnreachableError, UsageError} from './model/errors.js';
import type {SourceConfig} from './model/source-config.js';
import {pipeTo} from './output/pipe.js';
import {configOf} from './program/load-config.js';
import {openLogFile} from './program/log-file.js';
import {fromSources, type OpenSources, openSources} from './program/open-sources.js';
import {PromptInterrupted} from './program/prompt.js';
import {runScreen} from './program/run-screen.js';
import {sayTo} from './program/say.js';
import {homeOf, type System} from './program/system.js';
import {terminalTheme} from './program/terminal-theme.js';
import type {RecordedFile} from './recording/file.js';
import {redactMessage} from './secrets/text.js';
import {checkFilter} from './state/filter/check-filter.js';
import {parseSort} from './state/grid/sort.js';

/** What the program is made of, so that a test can hand in a family or a terminal of its own. */
type Setup = {readonly families: readonly Family[]; readonly system: System};

/** Prints and waits until it is written; throws `AccountedError` where it cannot be. */
const print = async ({stdout}: System, text: string): Promise<void> => {
	const pipe = pipeTo(stdout);
	pipe.write(text);
	await pipe.flush();
};

const exitCodeOf = (error: unknown): number => {
	if (error instanceof UsageError) return 2;
	if (error instanceof RefusedError) return 3;
	if (error instanceof UnreachableError) return 4;
	if (error instanceof PromptInterrupted) return 130;
	return 1;
};

/** Does what `config check` and `config path` ask for. */
const runConfig = async (flags: Flags, setup: Setup): Promise<number> => {
	const {families, system} = setup;
	if (flags.command === 'config path') {
		const {env} = system;
		const path = configPath({environment: env, home: homeOf(env), config: flags.config});
		await print(system, `${path}\n`);
		return 0;
	}

	const config = await configOf(flags, families, system);
	for (const warning of config.warnings) sayTo(system)(warning);
	const sources = config.sources.map(
		({name, family, url}) => `${name}\t${family ?? 'auto-detected'}\t${url}\n`,
	);
	const verdict = diskFiles.read(config.path) === null ? 'does not exist: there is nothing to check' : 'OK';
	await print(system, `${sources.join('')}${config.path} ${verdict}\n`);
	return 0;
};

/** Watches until it is over. What only one mode needs is loaded by that mode. */
const runWatch = async (
	flags: Flags,
	config: Config,
	opened: OpenSources,
	system: System,
	replayed: RecordedFile | null = null,
): Promise<number> => {
	if (flags.command === 'logs') {
		const {runLogs} = await import('./program/run-logs.js');
		return runLogs(flags, config, opened, system);
	}

	if (flags.mode !== 'screen') {
		const {runReport} = await import('./program/run-report.js');
		return runReport(flags, config, opened, system);
	}

	return runScreen(flags, config, opened, terminalTheme(config.theme, flags, system), system, replayed);
};

/** Without a terminal to draw on there is one snapshot; one that only takes lines gets what is there and what changes. */
const withUsableMode = (flags: Flags, {stdout, env}: System): Flags => {
	if (flags.mode !== 'screen') return flags;
	if (!stdout.isTTY) return {...flags, mode: 'once'};
	if (env.TERM !== 'dumb') return flags;
	return {...flags, mode: 'follow', output: flags.output ?? 'table'};
};

/** Starts the simulated servers of these families. */
const demoOf = async (families: readonly Family[], rows: number | null): Promise<Demo> => {
	const {openDemo} = await import('./demo/demo.js');
	return openDemo(await Promise.all(families.flatMap(({demo}) => demo?.() ?? [])), {rows});
};

/** Aliases stand for kinds here too, and perhaps for a filter with it. */
const withAlias = (flags: Flags, {aliases}: Config): Flags => {
	const {kind, filter} = flags;
	if (kind === null || !Object.hasOwn(aliases, kind)) return flags;
	const [, word = kind, rest = ''] = /^(\S+)\s*\/?(.*)$/.exec(aliases[kind] ?? '') ?? [];
	return {...flags, kind: word, filter: filter ?? (rest === '' ? null : rest)};
};

const run = async (asked: Flags, setup: Setup): Promise<number> => {
	const {families, system} = setup;
	const say = sayTo(system);
	const log = openLogFile(asked.logFile, asked.logLevel, Date.now, say);
	const config = await configOf(asked, families, system);
	const flags = withAlias(asked, config);
	for (const warning of config.warnings) say(warning);
	const [loginFault] = config.loginFaults;
	if (loginFault !== undefined) throw new UsageError(loginFault);
	if (flags.replay !== null) {
		const {openReplay} = await import('./sources/replay.js');
		const {openRecordedFile} = await import('./recording/file.js');
		const recorded = await openRecordedFile(flags.replay);
		// One snapshot waits for nothing that has happened already.
		const speed = flags.mode === 'once' ? Number.POSITIVE_INFINITY : flags.speed;
		const replayed = openReplay(flags.replay, recorded, speed, families);
		const {fault} = await recorded.reach(false);
		// The screen says so itself.
		if (fault !== '' && flags.mode !== 'screen') say(`Not all of ${flags.replay} can be read: ${fault}`);
		// What the screen shows of it is looked up by the time machine.
		const sources =
			flags.mode === 'screen' ? replayed.map(one => ({...one, watch: async () => undefined})) : replayed;
		return runWatch(flags, config, fromSources(sources, new Set(), {record: null, log}), system, recorded);
	}

	// Loaded only when it is wanted: the simulated servers are a fifth of the program.
	const demo = flags.demo ? await demoOf(families, flags.demoSize) : null;
	try {
		const configs = [...(demo?.sources ?? []), ...config.sources].map(
			(one): SourceConfig => ({
				...one,
				...(config.columns.size > 0 && {columns: config.columns}),
				...(!flags.session && {sessionless: true}),
				...((flags.mode !== 'screen' || flags.record !== null) && {everyChange: true}),
			}),
		);
		const opened = openSources(configs, config.named, families, {record: flags.record, log});
		return await runWatch(flags, config, opened, system);
	} finally {
		await demo?.close();
	}
};

/** Looks at everything, with `--demo` at the simulated servers. */
const diagnose = async (flags: Flags, {families, system}: Setup): Promise<number> => {
	const {runDoctor} = await import('./program/doctor/run.js');
	const demo = flags.demo ? await demoOf(families, flags.demoSize) : null;
	try {
		const more = demo?.sources ?? [];
		return await runDoctor({flags, families, system, more, print: text => print(system, text)});
	} finally {
		await demo?.close();
	}
};

/** What `help` and `completion` print. */
const explanation = async ({command, operand}: Flags, families: readonly Family[]): Promise<string> => {
	const shell = command === 'completion' && shells.find(name => name === operand);
	if (shell) return completionScript(shell);
	if (operand === null) return (await import('./flags/help-text.js')).helpText(families);
	return (await import('./program/help-topics.js')).topicText(operand, families);
};

/** The whole program: takes the arguments without `node` and the script, resolves with the exit code. */
export const main = async (
	arguments_: readonly string[],
	{families = allFamilies, system = process}: Partial<Setup> = {},
): Promise<number> => {
	const setup = {families, system};
	const say = sayTo(system);
	// Many requests wait for the same abort: Node's warning about that would be painted over the screen.
	setMaxListeners(0);
	try {
		const [first, ...words] = arguments_;
		if (first === completingCommand) {
			const {completionLines} = await import('./program/complete.js');
			await print(system, await completionLines(words, families, system.env));
			return 0;
		}

		const flags = parseFlags(arguments_, {checkFilter, checkSort: parseSort});
		if (flags.command === 'version') {
			await print(system, versionText(process.versions.node));
			return 0;
		}

		if (flags.command === 'help' || flags.command === 'completion') {
			await print(system, await explanation(flags, families));
			return 0;
		}

		if (flags.command === 'doctor') return await diagnose(flags, setup);
		if (flags.command === 'init') {
			const {runInit} = await import('./program/init/run.js');
			return await runInit(flags, families, system);
		}

		return flags.command === 'watch' || flags.command === 'logs'
			? await run(withUsableMode(flags, system), setup)
			: await runConfig(flags, setup);
	} catch (error) {
		// What rwatch says itself is one line; only what nobody foresaw has a stack to report.
		const foreseen = exitCodeOf(error) !== 1 || error instanceof AccountedError || !(error instanceof Error);
		if (error instanceof ConfigError) for (const line of [...error.faults, ...error.warnings]) say(line);
		else if (foreseen) say(messageOf(error));
		else system.stderr.write(`${redactMessage(error.stack ?? error.message)}\n`);
		return exitCodeOf(error);
	}
};
