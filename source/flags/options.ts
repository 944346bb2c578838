import meow from 'meow';
import packageFile from '../../package.json' with {type: 'json'};
import {UsageError} from '../model/errors.js';
import {suggestion} from '../model/nearest.js';

const text = {type: 'string'} as const;
const toggle = {type: 'boolean'} as const;

/** Every option, as meow wants it. */
export const options = {
	demo: toggle,
	demoSize: text,
	config: text,
	kind: {type: 'string', shortFlag: 'k'},
	filter: {type: 'string', shortFlag: 'f'},
	sort: text,
	once: toggle,
	follow: toggle,
	alert: toggle,
	until: text,
	timeout: text,
	since: text,
	output: {type: 'string', shortFlag: 'o'},
	raw: toggle,
	readOnly: toggle,
	allProjects: toggle,
	caFile: text,
	insecure: toggle,
	saltTransport: text,
	record: text,
	replay: text,
	speed: text,
	session: {type: 'boolean', default: true},
	fresh: toggle,
	ascii: toggle,
	color: {type: 'boolean', default: true},
	theme: text,
	mouse: toggle,
	summary: toggle,
	fps: text,
	logFile: text,
	logLevel: text,
	json: toggle,
	report: toggle,
	withHosts: toggle,
	help: {type: 'boolean', shortFlag: 'h'},
	version: toggle,
} as const;

/** Name of an option, as meow has it. */
export type Option = keyof typeof options;

/** What is about the rows of a report is not about lines of logs. */
export const notForLogs: readonly Option[] = ['filter', 'sort', 'once', 'until', 'raw', 'alert', 'replay'];

/** Values by option, as meow read them. */
export type Given = Readonly<Record<string, unknown>>;

/** An option as it is typed: `--ca-file`. */
export const spelled = (option: string): string =>
	option.length === 1 ? `-${option}` : `--${option.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`;

/**
 * Two habits of meow's parser are undone here: it reads `-opods` as seven options, and strips quotes from
 * `--filter="a b"`, which the filter needs.
 */
const prepared = (argument: string): string =>
	argument.replace(/^(-[kfo])([^=].*)$/s, '$1=$2').replace(/^(--?[\w-]+=)(["'])(.*)\2$/s, '$1$2$2$3$2$2');

const isOption = (argument: string | undefined): boolean => /^--?[a-z][\w-]*$/i.test(argument ?? '');

/** A third habit: a value that begins with a dash, as in `--filter '-l app=web'`, is not taken. No option has a blank in it. */
const joined = (argv: readonly string[]): readonly string[] => {
	const isValue = (index: number): boolean =>
		/^-.*\s/s.test(argv[index] ?? '') && !/^--?[\w-]+=/.test(argv[index] ?? '') && isOption(argv[index - 1]);
	return argv.flatMap((argument, index) => {
		if (isValue(index)) return [];
		return [isValue(index + 1) ? `${argument}=${argv[index + 1]}` : argument];
	});
};

const runMeow = (argv: readonly string[]) => {
	// After `--` everything is a source.
	const end = argv.includes('--') ? argv.indexOf('--') : argv.length;
	return meow({
		importMeta: import.meta,
		pkg: packageFile,
		argv: [...joined(argv.slice(0, end)).map(prepared), ...argv.slice(end)],
		flags: options,
		description: false,
		help: false,
		autoHelp: false,
		autoVersion: false,
		// Unknown ones are refused here: meow would end the process.
		allowUnknownFlags: true,
		booleanDefault: undefined,
	});
};

const refuseUnknown = (given: Given): void => {
	for (const [option, value] of Object.entries(given)) {
		if (Object.hasOwn(options, option)) continue;
		// `--no-x` arrives as the value false of x.
		const typed = spelled(value === false ? `no-${option}` : option);
		throw new UsageError(
			`Unknown option ${typed}${suggestion(typed, Object.keys(options).map(spelled))}; see rwatch --help`,
		);
	}
};

/** The sources and options among the arguments. Throws `UsageError` for an option that is unknown or given twice. */
export const readArguments = (
	argv: readonly string[],
): {readonly input: readonly string[]; readonly given: Given} => {
	// Without options meow is not needed, and not loaded.
	if (!argv.some(argument => argument.startsWith('-'))) return {input: argv, given: {}};
	try {
		const {input, flags} = runMeow(argv);
		refuseUnknown(flags);
		return {input, given: flags};
	} catch (error) {
		if (error instanceof UsageError || !(error instanceof Error)) throw error;
		// `The flag --kind can only be set once.`
		throw new UsageError(error.message.replace(/^The flag /, '').replace(/\.$/, ''));
	}
};
