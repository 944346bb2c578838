import {UsageError} from '../model/errors.js';
import {type LogLevel, logLevels} from '../model/log-level.js';
import {type LogFormat, logFormats, type OutputFormat, outputFormats} from '../model/output-format.js';
import type {SourceConfig} from '../model/source-config.js';
import {type ThemeName, themeNames} from '../model/theme-name.js';
import {wordList} from '../model/word-list.js';
import {shells} from './completion-script.js';
import {type Given, notForLogs, readArguments, spelled} from './options.js';
import {Values} from './values.js';

/** The validated command line. */
export type Flags = {
	readonly command:
		| 'watch'
		| 'logs'
		| 'config check'
		| 'config path'
		| 'completion'
		| 'doctor'
		| 'help'
		| 'init'
		| 'version';
	/** The topic of `help`, the shell of `completion`, the row or filter of `logs`; null where none was given. */
	readonly operand: string | null;
	/** `screen` becomes `once` where standard output is not a terminal. */
	readonly mode: 'screen' | 'once' | 'follow' | 'until';
	/** URLs and names from the configuration, as typed. */
	readonly sources: readonly string[];
	readonly demo: boolean;
	/** About so many rows in the demo; null: as many as it has. */
	readonly demoSize: number | null;
	readonly config: string | null;
	readonly kind: string | null;
	/** A filter expression without faults, as typed. */
	readonly filter: string | null;
	/** As typed, without faults: `since:desc`. */
	readonly sort: string | null;
	/** The expression of `--until`, without faults, as typed. */
	readonly until: string | null;
	/** Run the alerts of the configuration, with `follow`. */
	readonly alert: boolean;
	readonly timeoutMs: number | null;
	readonly output: OutputFormat | null;
	/** The output of `logs`. */
	readonly logFormat: LogFormat;
	/** From how long ago `logs` begin; null for everything that is kept. */
	readonly sinceMs: number | null;
	readonly raw: boolean;
	readonly readOnly: boolean;
	/** Rancher 1: every environment that an administrator may see. */
	readonly allProjects: boolean;
	readonly caFile: string | null;
	readonly insecure: boolean;
	readonly record: string | null;
	readonly replay: string | null;
	/** Starts without what is remembered of earlier runs. */
	readonly fresh: boolean;
	/** How many times as fast as it was recorded. */
	readonly speed: number;
	readonly ascii: boolean;
	/** False with `--no-color`; the environment is for the caller to ask. */
	readonly color: boolean;
	readonly theme: ThemeName | null;
	readonly mouse: boolean;
	readonly summary: boolean;
	readonly fps: number;
	readonly logFile: string | null;
	readonly logLevel: LogLevel;
	/** Of `doctor`: JSON, a bug report, and whether this keeps names of machines. */
	readonly json: boolean;
	readonly report: boolean;
	readonly withHosts: boolean;
	/** False with `--no-session`: a Salt master is asked once, with credentials in every call. */
	readonly session: boolean;
	readonly saltTransport: SourceConfig['eventTransport'] | null;
};

/** Parses a filter or a sort order; faults are returned as `error`. */
type Check = (text: string) => object | {readonly error: string};

/** Checks of options whose values are parsed by other parts of the program. */
type FlagChecks = {readonly checkFilter: Check; readonly checkSort: Check};

const commandOf = (values: Values, input: readonly string[]): Flags['command'] => {
	if (values.on('help')) return 'help';
	if (values.on('version')) return 'version';
	if (input[0] === 'help') {
		if (input.length <= 2) return 'help';
		throw new UsageError(`'rwatch help' takes one topic, but '${input.slice(1).join(' ')}' was given`);
	}

	if (input[0] === 'completion') {
		if (input.length === 2 && shells.some(shell => shell === input[1])) return 'completion';
		throw new UsageError(`'rwatch completion' takes a shell: ${wordList(shells, 'or')}`);
	}

	if (input[0] === 'logs') return 'logs';
	if (input[0] === 'doctor') return 'doctor';
	if (input[0] === 'init') {
		if (input.length === 1) return 'init';
		throw new UsageError("'rwatch init' takes no further words: it asks for what it needs");
	}

	if (input[0] !== 'config') return 'watch';
	if (input.length === 2 && input[1] === 'check') return 'config check';
	if (input.length === 2 && input[1] === 'path') return 'config path';
	throw new UsageError("'rwatch config' takes check or path: rwatch config check, rwatch config path");
};

const modeOf = (values: Values): Flags['mode'] => {
	const until = values.text('until') !== null;
	if (values.on('once') && (values.on('follow') || until)) {
		throw new UsageError(`--once and --${until ? 'until' : 'follow'} exclude each other`);
	}

	if (until) return 'until';
	if (values.on('follow')) return 'follow';
	// Printed output was requested, so there is no screen.
	return values.on('once') || values.text('output') !== null ? 'once' : 'screen';
};

const refuseDoctorContradictions = ({command, json, report, withHosts, replay}: Flags): void => {
	if ((json || report) && command !== 'doctor')
		throw new UsageError(`--${json ? 'json' : 'report'} goes with rwatch doctor`);
	if (json && report) throw new UsageError('--json and --report exclude each other');
	if (withHosts && !report) throw new UsageError('--with-hosts goes with rwatch doctor --report');
	if (command === 'doctor' && replay !== null)
		throw new UsageError('--replay does not go with rwatch doctor, which asks servers');
};

const refuseContradictions = (flags: Flags): void => {
	const {demo, replay, record, sources, raw, mode, output, timeoutMs, alert} = flags;
	if (demo && sources.length > 0)
		throw new UsageError(`--demo takes no source, but '${sources[0]}' was given`);
	if (replay !== null && (demo || sources.length > 0))
		throw new UsageError('--replay takes neither a source nor --demo');
	if (replay !== null && record !== null) throw new UsageError('--record and --replay exclude each other');
	if (mode === 'follow' && timeoutMs !== null)
		throw new UsageError('--timeout goes with --once and --until: --follow ends when it is interrupted');
	if (alert && mode !== 'follow') throw new UsageError('--alert goes with --follow');
	if (alert && replay !== null)
		throw new UsageError('--alert and --replay exclude each other: a recording sets off no alerts');
	if (raw && (mode !== 'once' || (output !== 'json' && output !== 'ndjson' && output !== 'yaml'))) {
		throw new UsageError('--raw goes with --once -o json (or ndjson, yaml)');
	}
};

const logsUse = 'rwatch logs <source> <row or filter> [--follow] [--since <duration>]';

/** The source and the rows of `logs`; with `--demo` there is no source. */
const logsOperands = (values: Values, given: Given, words: readonly string[]): Operands => {
	const option = notForLogs.find(name => given[name] !== undefined);
	if (option !== undefined)
		throw new UsageError(`'rwatch logs' does not take ${spelled(option)}: ${logsUse}`);
	const operand = words.at(-1);
	if (values.on('demo') && words.length !== 1)
		throw new UsageError("'rwatch logs --demo' takes a row or filter, and no source");
	if (operand === undefined || operand === '' || (!values.on('demo') && words.length !== 2))
		throw new UsageError(`'rwatch logs' takes a source and a row or filter: ${logsUse}`);
	return {sources: words.slice(0, -1), operand};
};

type Operands = Pick<Flags, 'sources' | 'operand'>;

const operandsOf = (
	command: Flags['command'],
	values: Values,
	given: Given,
	[first, ...words]: readonly string[],
): Operands => {
	if (command === 'logs') return logsOperands(values, given, words);
	if (given.since !== undefined) throw new UsageError(`--since goes with logs: ${logsUse}`);
	if (command === 'watch') return {sources: first === undefined ? [] : [first, ...words], operand: null};
	if (command === 'doctor') return {sources: words, operand: null};
	const takes = command === 'help' || command === 'completion';
	return {sources: [], operand: takes ? (words[0] ?? null) : null};
};

/**
 * Reads the arguments (without `node` and the script).
 * Throws `UsageError` with one line for what is unknown, incomplete or contradictory.
 */
export const parseFlags = (argv: readonly string[], {checkFilter, checkSort}: FlagChecks): Flags => {
	const {input, given} = readArguments(argv);
	const values = new Values(given);
	const command = commandOf(values, input);
	const speed = values.number('speed', 'a number above 0', value => value > 0);
	const flags: Flags = {
		command,
		...operandsOf(command, values, given, input),
		mode: command === 'logs' && !values.on('follow') ? 'once' : modeOf(values),
		demo: values.on('demo'),
		demoSize: values.number(
			'demoSize',
			'a whole number from 50 to 200000',
			value => Number.isInteger(value) && value >= 50 && value <= 200_000,
		),
		config: values.text('config', 'a file'),
		kind: values.text('kind', 'a kind such as pods'),
		filter: values.checked('filter', checkFilter),
		sort: values.checked('sort', checkSort),
		until: values.checked('until', checkFilter),
		alert: values.on('alert'),
		timeoutMs: values.durationMs('timeout'),
		output: command === 'logs' ? null : values.choice('output', outputFormats),
		logFormat: (command === 'logs' ? values.choice('output', logFormats) : null) ?? 'text',
		sinceMs: values.durationMs('since'),
		raw: values.on('raw'),
		readOnly: values.on('readOnly'),
		allProjects: values.on('allProjects'),
		caFile: values.text('caFile', 'a file'),
		insecure: values.on('insecure'),
		record: values.text('record', 'a file'),
		replay: values.text('replay', 'a file'),
		fresh: values.on('fresh'),
		speed: speed ?? 1,
		ascii: values.on('ascii'),
		color: !values.off('color'),
		theme: values.choice('theme', themeNames),
		mouse: values.on('mouse'),
		summary: values.on('summary'),
		fps:
			values.number(
				'fps',
				'a whole number from 1 to 60',
				value => Number.isInteger(value) && value >= 1 && value <= 60,
			) ?? 15,
		logFile: values.text('logFile', 'a file'),
		logLevel: values.choice('logLevel', logLevels) ?? 'info',
		json: values.on('json'),
		report: values.on('report'),
		withHosts: values.on('withHosts'),
		session: !values.off('session'),
		saltTransport: values.choice('saltTransport', ['sse', 'ws']),
	};
	if (flags.demoSize !== null && !flags.demo) throw new UsageError('--demo-size goes with --demo');
	if (speed !== null && flags.replay === null) throw new UsageError('--speed goes with --replay');
	if (given.logLevel !== undefined && flags.logFile === null)
		throw new UsageError('--log-level goes with --log-file');
	refuseContradictions(flags);
	refuseDoctorContradictions(flags);
	return flags;
};
