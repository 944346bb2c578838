import {themeNames} from '../model/theme-name.js';
import {wordList} from '../model/word-list.js';

/** What the help says of a family of servers. */
export type HelpFamily = {
	readonly name: string;
	readonly title: string;
	readonly kind: string;
	readonly urls: {readonly form: string};
	readonly environment?: {readonly url: string; readonly credentials: (family: string | null) => string};
	readonly vendorFiles?: ReadonlyArray<{
		readonly tool: string;
		readonly path: string;
		readonly isLast?: true;
	}>;
};

const maxColumns = 104;

/** Breaks a paragraph into lines. */
const filled = (paragraph: string): string => {
	const lines: string[] = [];
	for (const word of paragraph.split(/\s+/)) {
		const line = lines.at(-1);
		if (line === undefined || line.length + word.length >= maxColumns) lines.push(word);
		else lines[lines.length - 1] = `${line} ${word}`;
	}

	return lines.join('\n');
};

const each = (words: readonly string[]): readonly string[] => [...new Set(words)];

/** Where sources come from that nobody names. */
const origins = (families: readonly HelpFamily[]): string => {
	const files = families.flatMap(({vendorFiles}) => vendorFiles ?? []);
	const toolsOf = (isLast: boolean) =>
		wordList(each(files.filter(file => (file.isLast ?? false) === isLast).map(({tool}) => tool)), 'and');
	return filled(
		`A source is a URL, the name of a source in the configuration file, or a context of the kubeconfig whose
		server is a Rancher. Without one: all sources in the file, else those that the environment names, else those
		that ${toolsOf(false)} know, else those of ${toolsOf(true)}.`,
	);
};

/** Where credentials come from. */
const credentials = (families: readonly HelpFamily[]): string => {
	const variables = each(
		families.flatMap(({environment}) =>
			environment ? `${environment.url} with ${environment.credentials(null)}` : [],
		),
	);
	const paths = each(families.flatMap(({vendorFiles = []}) => vendorFiles.map(({path}) => path)));
	return filled(
		`Credentials come from the configuration file, from the environment (${variables.join('; ')}), from
		${wordList(paths, 'or')}, or are asked for; never from the arguments.`,
	);
};

/** The help text, as `--help` prints it and `docs/options.md` quotes it: it fits a screen of 60 lines. */
export const helpText = (families: readonly HelpFamily[]): string => `Live terminal monitor for ${wordList(
	families.map(({title}) => title),
	'and',
)}

Usage
  rwatch [source …] [options]
  rwatch logs <source> <row or filter> [--follow] [--since <duration>] [-o text|ndjson]
  rwatch init
  rwatch doctor [source …] [--json|--report]
  rwatch config check|path
  rwatch help [keys|filters|commands|configuration|options|init|doctor|${families.map(({name}) => name).join('|')}]
  rwatch completion bash|zsh|fish

${origins(families)}

${families.map(({name, urls}) => `  ${name}+${urls.form}`).join('\n')}
  https://host                    the server is asked what it is

Options
  --demo                          watch simulated servers inside the process: no network, no configuration
  --demo-size <n>                 about so many rows in the demo (default 400)
  --config <file>                 default $XDG_CONFIG_HOME/rwatch/config.yaml
  -k, --kind <kind>               first view: ${['all', ...families.map(({kind}) => kind)].join(', ')}, …
  -f, --filter <expression>       initial filter: text, /regular expression/, or fields such as state:starting
  --sort <column>[:desc]          initial sort
  --once                          print one snapshot and exit
  --follow                        print every change, one per line, until interrupted
  --alert                         with --follow: run the configuration's alerts, and print each
  --until <expression>            exit 0 as soon as every row in the filter matches, 5 at --timeout
  --timeout <duration>            for --once (default 30s) and --until: 500ms, 30s, 5m, 1h
  -o, --output <format>           table, json, ndjson, csv or yaml, for the three above
  --since <duration>              with logs: only lines from so long ago: 90s, 15m, 1h
  --raw                           with --once -o json: add the objects as the server has them
  --read-only                     no action can be fired
  --all-projects                  Rancher 1: every environment that an administrator may see
  --ca-file <file>                trust these certificate authorities too
  --insecure                      do not verify TLS certificates
  --record <file>                 write what the sources say to a file, without secrets
  --replay <file>                 show such a file again
  --fresh                         start without what is kept from last time, such as saved views
  --ascii                         no characters beyond ASCII for frames and signs
  --no-color                      no colours
  --theme <name>                  colours, such as light, high-contrast or rancher
  --mouse                         the wheel scrolls, a click puts the cursor on a row
  --log-file <file>               write the program's own log
  --help, --version               rwatch help options has a few more

${credentials(families)}

Exit codes
  0 done   1 failed   2 wrong usage   3 refused   4 nothing reached   5 --until not met   128+n signal n
`;

const optionColumn = 34;

const themesText = [themeNames.slice(0, 4).join(', '), wordList(themeNames.slice(4), 'or')].join(
	`,\n${' '.repeat(optionColumn)}`,
);

/** What `rwatch help init` prints. */
export const initText = (): string => `rwatch init

Asks for a server, finds out what it is, tries the credentials, says what they can see, and writes the source to
the configuration file (--config names another one). A file that is there is extended: its comments stay, and no
source in it is replaced. Nothing is written before the last question is answered.

The secret goes to a file of its own beside the configuration, unless an environment variable or a command is
chosen; it is in neither the arguments nor the configuration. All files can be read by their owner only.

  --ca-file <file>   trust these certificate authorities too; the source keeps it
  --insecure         do not verify the certificate; the source keeps it
`;

/** What `rwatch help doctor` prints. */
export const doctorText = (): string => `rwatch doctor [source …] [--json|--report]

Looks at the terminal, the configuration and each source (those that rwatch would watch, or with --demo the
simulated ones), and says what to do where something is wrong. All sources are checked at once; no
secret is printed, and nothing is changed on a server.

  terminal        size, colours, UTF-8, multiplexer, OSC 52 (copying), focus; tmux is asked for its options
  each source     name resolution, proxy, TLS (chain, end, names), reachability, clock, family, version,
                  credentials (who, until when), streams (one is opened until its first frame), rights

  --json          all of it as JSON
  --report        a bug report in Markdown to fill in; names of machines and people are replaced
  --with-hosts    they are not

Exit codes
  0 nothing failed   1 something failed   2 wrong configuration   3 credentials refused   4 not reached
`;

/** The options that are not in the help text, as `rwatch help options` prints them. */
export const moreOptionsText = (): string => `more options
  --theme <name>                  ${themesText}
  --salt-transport sse|ws         how a Salt master's events are followed (default sse)
  --speed <n>                     how many times as fast (default 1)
  --summary                       after quitting: how long it ran, changes seen, actions sent
  --no-session                    with --once: ask a Salt master without opening a session
  --fps <n>                       most frames a second, 1 to 60 (default 15)
  --log-level <level>             error, warn, info or debug (default info)
  --json, --report                of rwatch doctor: see rwatch help doctor
  --with-hosts                    with --report: names of machines stay in it
`;
