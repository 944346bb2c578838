import {settingsOf} from '../config/schema.js';
import {doctorText, type HelpFamily, initText, moreOptionsText} from '../flags/help-text.js';
import {UsageError} from '../model/errors.js';
import type {Kind} from '../model/kind.js';
import {suggestion} from '../model/nearest.js';
import type {Usage} from '../sources/family.js';
import {groups} from '../state/keys/binding.js';
import {keyLabel} from '../state/keys/key-label.js';
import {type HelpNote, opensByName} from '../state/page.js';
import {otherUsages, wordsWithText} from '../state/prompt/commands.js';
import {keymapOf, standard} from '../state/vocabulary.js';

type TopicFamily = HelpFamily & {
	readonly kinds: () => Promise<readonly Kind[]>;
	readonly usages?: () => Promise<readonly Usage[]>;
};

type Line = readonly [front: string, text: string];

const maxFront = 38;

/** Lines in two columns. */
const table = (lines: readonly Line[]): string => {
	const width = Math.min(maxFront, Math.max(...lines.map(([front]) => front.length)));
	return lines.map(([front, text]) => `  ${front.padEnd(width)}  ${text}`.trimEnd()).join('\n');
};

const section = (head: string, lines: readonly Line[]): string => `${head}\n${table(lines)}\n`;

const keysText = (): string =>
	groups
		.flatMap(group => {
			const bindings = keymapOf().table.filter(binding => binding.group === group);
			const lines = bindings.map(
				({keys, title, command}): Line => [keys.map(keyLabel).join(' '), `${title} (${command})`],
			);
			return lines.length === 0 ? [] : [section(group, lines)];
		})
		.join('\n');

const noteLine = (note: HelpNote): readonly Line[] => {
	if ('head' in note) return [];
	return ['example' in note ? [note.example, note.text] : ['', note.text]];
};

const filtersText = (): string => {
	const notes = standard.pages.flatMap(({help = []}) => help);
	const start = notes.findIndex(note => 'head' in note && note.head === 'filter');
	const end = notes.findIndex((note, place) => place > start && 'head' in note);
	const own = notes.slice(start, end === -1 ? notes.length : end);
	return section('filter', own.flatMap(noteLine));
};

const configurationText = (families: readonly TopicFamily[]): string =>
	settingsOf(families.map(({name}) => name))
		.map(({head, settings}) => section(head, settings))
		.join('\n');

const usageLine = ({usage, title}: Usage): Line => [usage, title];

/** What can be typed about the servers of a family, if anything. */
const usagesOf = async ({title, usages}: TopicFamily): Promise<readonly string[]> => {
	const own = (await usages?.()) ?? [];
	return own.length === 0
		? []
		: [
				section(
					`commands of ${title}`,
					own.map(({usage, title}) => [`:${usage}`, title]),
				),
			];
};

const commandsText = async (families: readonly TopicFamily[]): Promise<string> => {
	const pages = standard.pages.flatMap((page): readonly Line[] =>
		opensByName(page) ? [[`:${page.name}`, page.summary ?? '']] : [],
	);
	const words = keymapOf().table.flatMap(({word, title}): readonly Line[] =>
		word === undefined ? [] : [[`:${word}`, title]],
	);
	const usages = [...otherUsages, ...Object.values(wordsWithText)].map(usageLine);
	const own = await Promise.all(families.map(usagesOf));
	return [section('commands', [...usages, ...pages, ...words]), ...own.flat()].join('\n');
};

const familyText = async (family: TopicFamily): Promise<string> => {
	const {name, title, urls, environment, vendorFiles = [], kinds} = family;
	const ways: Line[] = [['URL', `${name}+${urls.form}`]];
	if (environment) ways.push(['environment', `${environment.url} with ${environment.credentials(name)}`]);
	for (const {path, tool} of vendorFiles) ways.push(['file', `${path} of ${tool}`]);
	const shown = (await kinds()).map(
		({plural, aliases, main}): Line => [[plural, ...aliases].join(' '), main ? 'part of the view all' : ''],
	);
	return [section(title, ways), section('kinds', shown), ...(await usagesOf(family))].join('\n');
};

const texts: Readonly<Record<string, (families: readonly TopicFamily[]) => string | Promise<string>>> = {
	keys: keysText,
	filters: filtersText,
	commands: commandsText,
	configuration: configurationText,
	options: moreOptionsText,
	init: initText,
	doctor: doctorText,
};

/** The topics of `rwatch help`, with one for each family. */
export const topicNames = (families: ReadonlyArray<Pick<HelpFamily, 'name'>>): readonly string[] => [
	...Object.keys(texts),
	...families.map(({name}) => name),
];

/** The text about a topic, made from the tables that the program goes by. Throws `UsageError` for an unknown one. */
export const topicText = async (topic: string, families: readonly TopicFamily[]): Promise<string> => {
	const family = families.find(({name}) => name === topic);
	if (family) return familyText(family);
	const text = Object.hasOwn(texts, topic) ? texts[topic] : undefined;
	if (text) return text(families);
	const names = topicNames(families);
	throw new UsageError(
		`there is no help on '${topic}'${suggestion(topic, names) || `; topics are ${names.join(', ')}`}`,
	);
};
