import {release, type as systemName} from 'node:os';
import process from 'node:process';
import {commit, version} from '../../flags/version.js';
import type {Check, CheckStatus, SourceChecks} from '../../model/check.js';
import {printable} from '../../model/printable.js';
import {redactMessage} from '../../secrets/text.js';

/** All that was looked at. */
export type DoctorReport = {
	readonly terminal: readonly Check[];
	readonly configuration: readonly Check[];
	readonly sources: readonly SourceChecks[];
};

const versions = () => ({
	rwatch: version,
	commit,
	node: process.versions.node,
	system: `${systemName()} ${release()} ${process.arch}`,
});

/** A text of a check as it may be printed: in one line, without secrets. */
const shown = (text: string): string => printable(redactMessage(text)).replace(/\s+/g, ' ');

const marks: Readonly<Record<CheckStatus, string>> = {
	ok: 'ok',
	warning: 'warn',
	failed: 'FAIL',
	skipped: '-',
};

const nameWidth = 17;

/** What is longer is cut off for a person, between words: JSON has all of it. */
const maxText = 300;

const short = (text: string): string =>
	text.length > maxText ? `${text.slice(0, maxText).replace(/\s+\S*$/, '')} …` : text;

const linesOf = (checks: readonly Check[]): readonly string[] =>
	checks.flatMap(({name, status, text, advice}) => [
		`  ${marks[status].padEnd(4)}  ${name.padEnd(nameWidth)}${short(shown(text))}`,
		...(advice === null || status === 'ok'
			? []
			: [`        ${''.padEnd(nameWidth)}advice: ${shown(advice)}`]),
	]);

const versionLine = (): string => {
	const {rwatch, commit: built, node, system} = versions();
	return `rwatch ${rwatch}${built === null ? '' : ` (commit ${built})`}, Node ${node}, ${system}`;
};

/** For a person. */
export const reportText = ({terminal, configuration, sources}: DoctorReport): string =>
	[
		versionLine(),
		'',
		'terminal',
		...linesOf(terminal),
		'',
		'configuration',
		...linesOf(configuration),
		...sources.flatMap(({name, url, checks}) => ['', `${shown(name)}  ${shown(url)}`, ...linesOf(checks)]),
		'',
	].join('\n');

const plain = ({name, status, text, advice}: Check) => ({
	check: name,
	status,
	text: shown(text),
	advice: advice === null ? null : shown(advice),
});

/** For a program. */
export const reportJson = ({terminal, configuration, sources}: DoctorReport): string =>
	`${JSON.stringify(
		{
			versions: versions(),
			terminal: terminal.map(plain),
			configuration: configuration.map(plain),
			sources: sources.map(({name, url, family, checks}) => ({
				source: shown(name),
				url: shown(url),
				family,
				checks: checks.map(plain),
			})),
		},
		null,
		2,
	)}\n`;

/** A name where it is not part of a longer word: `ops` stays in `stops`. */
const wholly = (name: string): RegExp =>
	new RegExp(`(?<![\\w-])${name.replace(/[^\w\s]/g, '\\$&')}(?![\\w-])`, 'g');

/** Replaces what names machines and people, each by a word of its own. */
const createMask = (sources: readonly SourceChecks[]): ((text: string) => string) => {
	const words = new Map<string, string>();
	for (const [index, {name, names}] of sources.entries()) {
		words.set(name, `source-${index + 1}`);
		for (const one of names) if (!words.has(one)) words.set(one, `name-${words.size + 1}`);
	}

	// The longest first: one may be a part of another.
	const found = [...words].sort(([left], [right]) => right.length - left.length);
	const replaced = found.map(([name, word]) => [wholly(name), word] as const);
	return text => replaced.reduce((masked, [name, word]) => masked.replaceAll(name, word), text);
};

const cell = (text: string): string => shown(text).replaceAll('|', '\\|').replaceAll('`', "'");

const tableOf = (checks: readonly Check[], mask: (text: string) => string): readonly string[] => [
	'| check | status | found |',
	'|---|---|---|',
	...checks.map(({name, status, text}) => {
		// What somebody may do names what they have.
		const found = name === 'rights' && status === 'ok' ? `${text.split('; ').length} sorts` : mask(text);
		return `| ${name} | ${status} | ${cell(found)} |`;
	}),
	'',
];

/** A bug report in Markdown to fill in. `withHosts`: names of machines and people stay in it. */
export const bugReport = (report: DoctorReport, home: string, withHosts: boolean): string => {
	const {terminal, configuration, sources} = report;
	const names = withHosts ? (text: string) => text : createMask(sources);
	const mask = (text: string) => names(text.replaceAll(home, '~'));
	return [
		'## What happened',
		'',
		'<!-- What you did, what you expected, and what came instead. -->',
		'',
		'## Environment',
		'',
		versionLine(),
		'',
		'### Terminal',
		'',
		...tableOf(terminal, mask),
		'### Configuration',
		'',
		...tableOf(configuration, mask),
		...sources.flatMap(({name, family, checks}) => [
			`### ${cell(mask(name))} (${family ?? 'family not known'})`,
			'',
			...tableOf(checks, mask),
		]),
	].join('\n');
};
