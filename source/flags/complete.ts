import {logLevels} from '../model/log-level.js';
import {logFormats, outputFormats} from '../model/output-format.js';
import {themeNames} from '../model/theme-name.js';
import {shells} from './completion-script.js';
import {notForLogs, type Option, options, spelled} from './options.js';

/** What words on the command line can be, beside options. */
type KnownWords = {
	/** Names of sources in the configuration file. */
	readonly sources: readonly string[];
	/** What `--kind` takes. */
	readonly kinds: readonly string[];
	/** What `--sort` takes for a kind as it is typed. */
	readonly columns: (kind: string) => readonly string[];
	readonly topics: readonly string[];
};

const isOption = (name: string): name is Option => Object.hasOwn(options, name);

const optionNamed = (typed: string | undefined): Option | null =>
	Object.keys(options)
		.filter(isOption)
		.find(name => {
			const {shortFlag} = {shortFlag: undefined, ...options[name]};
			return typed === spelled(name) || (shortFlag !== undefined && typed === `-${shortFlag}`);
		}) ?? null;

const ofDoctor: readonly Option[] = ['json', 'report', 'withHosts'];

/** Options that a command refuses; all but these two refuse the same. */
const refusedBy = (command: string | undefined): readonly Option[] => {
	if (command === 'logs') return [...notForLogs, ...ofDoctor];
	return command === 'doctor' ? ['since', 'replay'] : ['since', ...ofDoctor];
};

const optionWords = (command: string | undefined): readonly string[] => {
	const refused = refusedBy(command);
	return Object.keys(options)
		.filter(isOption)
		.filter(name => !refused.includes(name))
		.map(name => {
			const option = options[name];
			return spelled('default' in option && option.default ? `no-${name}` : name);
		});
};

const takesValue = (word: string | undefined): boolean => {
	const option = optionNamed(word);
	return option !== null && options[option].type !== 'boolean';
};

/** The words that are neither options nor their values; bash parts `--kind=po` into three words. */
const operandsIn = (words: readonly string[]): readonly string[] =>
	words.filter((word, place) => {
		const previous = words[place - 1];
		return !word.startsWith('-') && word !== '=' && previous !== '=' && !takesValue(previous);
	});

/** The kind that was chosen before; bash parts `--kind=pods` into three words. */
const chosenKind = (before: readonly string[]): string => {
	const place = before.findLastIndex(word => optionNamed(word.split('=', 1)[0]) === 'kind');
	const [, joined] = before[place]?.split('=', 2) ?? [];
	const [next, afterNext] = place === -1 ? [] : before.slice(place + 1);
	return joined ?? (next === '=' ? afterNext : next) ?? 'all';
};

/** What an option takes, as far as it is known; null for an option without a value. */
const valuesOf = (
	option: Option,
	before: readonly string[],
	{kinds, columns}: KnownWords,
): readonly string[] | null => {
	if (options[option].type === 'boolean') return null;
	if (option === 'sort') return columns(chosenKind(before));
	const known: Partial<Record<Option, readonly string[]>> = {
		kind: kinds,
		theme: themeNames,
		output: before[0] === 'logs' ? logFormats : outputFormats,
		logLevel: logLevels,
		saltTransport: ['sse', 'ws'],
	};
	return known[option] ?? [];
};

const subcommands = ({topics, sources}: KnownWords): Readonly<Record<string, readonly string[]>> => ({
	config: ['check', 'path'],
	doctor: sources,
	init: [],
	completion: shells,
	help: topics,
	logs: sources,
});

/** The words before the one that is typed, and that one; bash parts `--kind=po` into three words. */
const parted = (words: readonly string[]): {readonly before: readonly string[]; readonly typed: string} => {
	const typed = words.at(-1) ?? '';
	const before = words.slice(0, -1);
	if (typed === '=') return {before, typed: ''};
	return {before: before.at(-1) === '=' ? before.slice(0, -1) : before, typed};
};

const candidates = (before: readonly string[], typed: string, known: KnownWords): readonly string[] => {
	const option = optionNamed(before.at(-1));
	const values = option && valuesOf(option, before, known);
	if (values) return values;
	const [, front = '', name] = /^((--[\w-]+)=)/.exec(typed) ?? [];
	const joined = optionNamed(name);
	if (joined) return (valuesOf(joined, before, known) ?? []).map(value => front + value);
	const [first, ...operands] = operandsIn(before);
	const commands = subcommands(known);
	const command = first !== undefined && Object.hasOwn(commands, first) ? first : undefined;
	if (typed.startsWith('-')) return optionWords(command);
	if (command !== undefined && command !== 'doctor')
		return operands.length === 0 ? (commands[command] ?? []) : [];
	return [
		...known.sources.filter(source => !before.includes(source)),
		...(before.length === 0 ? Object.keys(commands) : []),
	];
};

/** What the last of the words after `rwatch` may become. Nothing for what is not known, such as names of files. */
export const completeWords = (words: readonly string[], known: KnownWords): readonly string[] => {
	const {before, typed} = parted(words);
	return [...new Set(candidates(before, typed, known))].filter(word => word.startsWith(typed));
};
